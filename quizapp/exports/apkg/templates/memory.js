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
  entries: function (box) { return Array.prototype.slice.call(box.querySelectorAll("li")); },
  number: function (entry) { return Number(entry.getAttribute("data-n")); },
  shuffled: function (list) {
    for (var i = list.length - 1; i > 0; i--) {
      var j = Math.floor(Math.random() * (i + 1)), other = list[i];
      list[i] = list[j]; list[j] = other;
    }
    return list;
  },
  note: function (entry, words) {
    var mark = document.createElement("span");
    mark.className = "qz-note"; mark.textContent = words; entry.appendChild(mark);
  },
  verdict: function (right, of, some) {
    var line = document.getElementById("qz-verdict");
    line.textContent = right === of ? "✓ Right" : some && right > 0 ? "◐ " + right + " of " + of : "✗ Wrong";
    line.className += right === of ? " qz-good" : some && right > 0 ? " qz-part" : " qz-bad";
  }
};
