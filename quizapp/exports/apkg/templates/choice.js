(function () {
  var box = document.getElementById("qz-options"), app = window.quizapp;
  var list = box.querySelector("ol"), entries = app.entries(box), card = box.getAttribute("data-card");
  var key = box.getAttribute("data-key"), mode = box.getAttribute("data-mode"), several = mode === "several";
  function arrange(order) {
    order.forEach(function (number) {
      entries.forEach(function (entry) { if (app.number(entry) === number) list.appendChild(entry); });
    });
  }
  function ask() {
    var last = entries.filter(function (entry) { return entry.hasAttribute("data-last"); }).map(app.number);
    var order = entries.map(app.number).filter(function (number) { return last.indexOf(number) < 0; });
    if (mode !== "true-false") app.shuffled(order);
    var state = { order: order.concat(last), chosen: [] };
    if (app.keep(card, state)) arrange(state.order);
    entries.forEach(function (entry) {
      app.tapped(entry, function () {
        var number = app.number(entry), at = state.chosen.indexOf(number);
        if (!several) state.chosen = [number];
        else if (at < 0) state.chosen.push(number);
        else state.chosen.splice(at, 1);
        entries.forEach(function (each) { each.className = state.chosen.indexOf(app.number(each)) < 0 ? "" : "qz-chosen"; });
        if (app.keep(card, state) && !several) app.turn();
      });
    });
  }
  function tell() {
    var state = app.recall(card) || { order: [], chosen: [] }, right = key.split(" ").map(Number), hits = 0;
    var reasons = document.getElementById("qz-reasons"), answered = state.chosen.length > 0;
    arrange(state.order);
    entries.forEach(function (entry) {
      var number = app.number(entry), is = right.indexOf(number) >= 0, chosen = state.chosen.indexOf(number) >= 0;
      if (is || chosen) app.mark(entry, is, chosen ? "Your answer" : several && answered ? "You left it out" : "");
      if (is === chosen) hits++;
      var reason = reasons && reasons.querySelector('li[data-n="' + number + '"] .qz-why');
      if (reason) entry.appendChild(reason);
    });
    if (answered) app.verdict(several ? hits : hits === entries.length ? 1 : 0, several ? entries.length : 1, several);
    [document.getElementById("qz-static"), reasons].forEach(function (part) { if (part) part.style.display = "none"; });
  }
  if (key === null) ask(); else tell();
})();
