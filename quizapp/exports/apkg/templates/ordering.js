(function () {
  var box = document.getElementById("qz-items"), app = window.quizapp;
  if (box) {
    var entries = app.entries(box), order = [], card = box.getAttribute("data-card");
    app.keep(card, { order: order });
    document.getElementById("qz-hint").textContent = "Tap them in order. Tap again to take one back.";
    box.classList.remove("qz-plain");
    entries.forEach(function (entry) {
      entry.setAttribute("data-place", "");
      app.tapped(entry, function () {
        var at = order.indexOf(app.number(entry));
        if (at < 0) order.push(app.number(entry)); else order.splice(at, 1);
        entries.forEach(function (each) {
          var place = order.indexOf(app.number(each)) + 1;
          each.setAttribute("data-place", place || ""); each.className = place ? "qz-chosen" : "";
        });
        if (app.keep(card, { order: order }) && order.length === entries.length) app.turn();
      });
    });
  } else {
    var answer = document.getElementById("qz-order"), state = app.recall(answer.getAttribute("data-card"));
    var right = app.entries(answer), hits = 0;
    if (!state || !state.order.length) return;
    right.forEach(function (entry, index) {
      var place = state.order.indexOf(app.number(entry));
      if (place === index) hits++;
      app.mark(entry, place === index, place === index ? "" : place < 0 ? "You left it out" : "You put it at " + (place + 1));
    });
    app.verdict(hits, right.length, true);
  }
})();
