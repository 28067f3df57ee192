(() => {
const faults = [], root = document.documentElement;
if (root.scrollWidth > root.clientWidth) faults.push("wider than the screen: " + root.scrollWidth);
for (const each of document.querySelectorAll("[role=button], button, summary, input")) {
  const place = each.getBoundingClientRect();
  if (each.offsetParent && Math.min(place.width, place.height) < 44) faults.push("small: " + each.outerHTML);
}
const parts = colour => {
  const found = colour.match(/[\d.]+/g).map(Number);
  return found.length < 4 ? [...found, 1] : found;
};
const light = colour => {
  const [r, g, b] = colour.map(each => each / 255 <= .03928 ? each / 255 / 12.92 : ((each / 255 + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
};
const behind = each => {
  for (; each; each = each.parentElement) {
    const found = parts(getComputedStyle(each).backgroundColor);
    if (found[3] > .99) return found;
  }
  return [255, 255, 255, 1];
};
const stands = (one, other) => {
  const a = light(one), b = light(other);
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) >= 4.5;
};
const walk = document.createTreeWalker(document.getElementById("qa"), NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const each = walk.currentNode.parentElement, text = walk.currentNode.data.trim();
  if (!text || !each.offsetParent || ["STYLE", "SCRIPT"].includes(each.tagName)) continue;
  if (!stands(parts(getComputedStyle(each).color), behind(each))) faults.push("faint: " + text);
}
for (const each of document.querySelectorAll(".qz [data-n]")) for (const which of ["::before", "::after"]) {
  const style = getComputedStyle(each, which), own = parts(style.backgroundColor);
  const empty = ["none", "normal", '""'].includes(style.content) || each.dataset.place === "";
  if (!each.offsetParent || empty || style.display === "none") continue;
  if (!stands(parts(style.color), own[3] > .9 ? own : behind(each))) faults.push("faint: " + which + style.content);
}
return faults;
})()
