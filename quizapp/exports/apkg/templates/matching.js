(function () {
  var box = document.getElementById("qz-match"), app = window.quizapp, letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  if (box) {
    var left = app.entries(box.querySelector(".qz-left")), right = app.entries(box.querySelector(".qz-right"));
    var card = box.getAttribute("data-card"), pairs = {}, from = null;
    app.keep(card, { pairs: pairs });
    document.getElementById("qz-hint").textContent = "Tap one on each side to join them.";
    function show() {
      left.forEach(function (entry, index) {
        entry.className = index === from ? "qz-chosen" : "";
        entry.firstChild.textContent = index in pairs ? letters[pairs[index].place] : "";
      });
    }
    left.forEach(function (entry, index) {
      var badge = document.createElement("span");
      badge.className = "qz-badge"; entry.insertBefore(badge, entry.firstChild); entry.setAttribute("role", "button");
      entry.onclick = function () { from = from === index ? null : index; delete pairs[index]; app.keep(card, { pairs: pairs }); show(); };
    });
    right.forEach(function (entry, place) {
      entry.setAttribute("role", "button");
      entry.onclick = function () {
        if (from === null) return;
        pairs[from] = { place: place, number: app.number(entry), words: entry.textContent };
        from = left.findIndex(function (_, index) { return !(index in pairs); });
        if (from < 0) from = null;
        app.keep(card, { pairs: pairs }); show();
        if (Object.keys(pairs).length === left.length) app.turn();
      };
    });
    from = 0; show();
  } else {
    var answer = document.getElementById("qz-pairs"), state = app.recall(answer.getAttribute("data-card"));
    var entries = app.entries(answer), hits = 0;
    if (!state || !Object.keys(state.pairs).length) return;
    entries.forEach(function (entry, index) {
      var chosen = state.pairs[index], is = chosen && chosen.number === app.number(entry);
      if (is) hits++;
      entry.className = is ? "qz-key" : "qz-slip";
      app.note(entry, is ? "✓" : chosen ? "✗ you chose: " + chosen.words : "✗ left open");
    });
    app.verdict(hits, entries.length, true);
  }
})();
