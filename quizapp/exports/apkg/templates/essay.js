(function () {
  var outline = document.getElementById("qz-outline"), points = outline.querySelectorAll("li[data-n]"), shown = 0;
  if (!points.length) return;
  var button = document.createElement("button");
  button.className = "qz-next"; button.type = "button";
  function show() {
    for (var i = 0; i < points.length; i++) points[i].style.display = i < shown ? "" : "none";
    button.textContent = shown ? "Next point (" + shown + " of " + points.length + ")" : "Show the first of " + points.length + " points";
    button.style.display = shown < points.length ? "" : "none";
  }
  button.onclick = function () { shown++; show(); };
  outline.appendChild(button);
  show();
})();
