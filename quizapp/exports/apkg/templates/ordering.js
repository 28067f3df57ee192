(function () {
  var box = document.getElementById("qz-items"), app = window.quizapp;
  if (box) {
    var entries = app.entries(box), order = [], card = box.getAttribute("data-card");
    app.keep(card, { order: order });
    document.getElementById("qz-hint").textContent = "Tap them in order; tap again to take one back.";
    entries.forEach(function (entry) {
      var badge = document.createElement("span");
      badge.className = "qz-badge"; entry.insertBefore(badge, entry.firstChild); entry.setAttribute("role", "button");
      entry.onclick = function () {
        var at = order.indexOf(app.number(entry));
        if (at < 0) order.push(app.number(entry)); else order.splice(at, 1);
        entries.forEach(function (each) {
          var place = order.indexOf(app.number(each)) + 1;
          each.firstChild.textContent = place || ""; each.className = place ? "qz-chosen" : "";
        });
        app.keep(card, { order: order });
        if (order.length === entries.length) app.turn();
      };
    });
  } else {
    var answer = document.getElementById("qz-order"), state = app.recall(answer.getAttribute("data-card"));
    var right = app.entries(answer), hits = 0;
    if (!state || !state.order.length) return;
    right.forEach(function (entry, index) {
      var place = state.order.indexOf(app.number(entry));
      if (place === index) hits++;
      entry.className = place === index ? "qz-key" : "qz-slip";
      app.note(entry, place === index ? "✓" : place < 0 ? "✗ left out" : "✗ you put it at " + (place + 1));
    });
    app.verdict(hits, right.length, true);
  }
})();
