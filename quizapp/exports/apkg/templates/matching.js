(function () {
  var box = document.getElementById("qz-match"), app = window.quizapp, letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  var hues = [215, 25, 285, 165, 335, 100, 250, 0];
  if (box) {
    var left = app.entries(box.querySelector(".qz-left")), right = app.entries(box.querySelector(".qz-right"));
    var card = box.getAttribute("data-card"), pairs = {}, from = 0;
    document.getElementById("qz-hint").textContent = "Tap one, then what belongs to it on the other side. Tap it again to part them.";
    box.querySelector(".qz-left").classList.remove("qz-plain");
    function show() {
      right.forEach(function (entry) { entry.className = ""; });
      left.forEach(function (entry, index) {
        var joined = pairs[index];
        entry.className = joined ? "qz-joined" : index === from ? "qz-chosen" : "";
        entry.setAttribute("data-place", joined ? letters[joined.place] : "");
        if (joined) [entry, right[joined.place]].forEach(function (each) {
          each.className = "qz-joined"; each.style.setProperty("--hue", hues[index % hues.length]);
        });
      });
      app.keep(card, { pairs: pairs });
    }
    function open() {
      for (var index = 0; index < left.length; index++) if (!pairs[index]) return index;
      return null;
    }
    left.forEach(function (entry, index) {
      app.tapped(entry, function () { from = index; delete pairs[index]; show(); });
    });
    right.forEach(function (entry, place) {
      app.tapped(entry, function () {
        var before = Object.keys(pairs).filter(function (index) { return pairs[index].place === place; })[0];
        if (from === null) return;
        if (before !== undefined) delete pairs[before];
        pairs[from] = { place: place, number: app.number(entry), words: entry.textContent };
        from = open(); show();
        if (from === null) app.turn();
      });
    });
    show();
  } else {
    var answer = document.getElementById("qz-pairs"), state = app.recall(answer.getAttribute("data-card"));
    var entries = app.entries(answer), hits = 0;
    if (!state || !Object.keys(state.pairs).length) return;
    entries.forEach(function (entry, index) {
      var chosen = state.pairs[index], is = Boolean(chosen) && chosen.number === app.number(entry);
      if (is) hits++;
      app.mark(entry, is, is ? "" : chosen ? "You chose: " + chosen.words : "You left it open");
    });
    app.verdict(hits, entries.length, true);
  }
})();
