// What was done on the question side, for the answer side: apps keep no variables across the flip.
window.quizapp = {
  recall: function (card) {
    try { return JSON.parse(sessionStorage.getItem("quizapp " + card)); } catch (error) { return null; }
  },
  keep: function (card, state) {
    try { sessionStorage.setItem("quizapp " + card, JSON.stringify(state)); return true; } catch (error) { return false; }
  },
  turn: function () {
    if (typeof pycmd === "function") pycmd("ans");
    else if (typeof showAnswer === "function") showAnswer();
  },
  entries: function (box) { return Array.prototype.slice.call(box.querySelectorAll("li[data-n]")); },
  number: function (entry) { return Number(entry.getAttribute("data-n")); },
  tapped: function (entry, act) {
    entry.setAttribute("role", "button"); entry.onclick = act;
  },
  shuffled: function (list) {
    for (var i = list.length - 1; i > 0; i--) {
      var j = Math.floor(Math.random() * (i + 1)), other = list[i];
      list[i] = list[j]; list[j] = other;
    }
    return list;
  },
  mark: function (entry, right, words) {
    entry.className = right ? "qz-key" : "qz-slip";
    entry.setAttribute("data-mark", right ? "✓" : "✗");
    if (!words) return;
    var said = document.createElement("div");
    said.className = "qz-said"; said.textContent = words; entry.appendChild(said);
  },
  verdict: function (right, of, some) {
    var line = document.getElementById("qz-verdict");
    line.textContent = right === of ? "✓ Right" : some && right > 0 ? "◐ " + right + " of " + of + " right" : "✗ Wrong";
    line.className += right === of ? " qz-good" : some && right > 0 ? " qz-part" : " qz-bad";
  }
};
