(function () {
  var box = document.getElementById("qz-options"), app = window.quizapp;
  var list = box.querySelector("ol"), entries = app.entries(box), card = box.getAttribute("data-card");
  var key = box.getAttribute("data-key"), several = box.getAttribute("data-mode") === "several";
  function arrange(order) {
    order.forEach(function (number) {
      entries.forEach(function (entry) { if (app.number(entry) === number) list.appendChild(entry); });
    });
  }
  function ask() {
    var last = entries.filter(function (entry) { return entry.hasAttribute("data-last"); }).map(app.number);
    var order = entries.map(app.number).filter(function (number) { return last.indexOf(number) < 0; });
    if (box.getAttribute("data-mode") !== "true-false") app.shuffled(order);
    var state = { order: order.concat(last), chosen: [] };
    if (app.keep(card, state)) arrange(state.order);
    entries.forEach(function (entry) {
      entry.setAttribute("role", "button");
      entry.onclick = function () {
        var number = app.number(entry), at = state.chosen.indexOf(number);
        if (!several) state.chosen = [number];
        else if (at < 0) state.chosen.push(number);
        else state.chosen.splice(at, 1);
        entries.forEach(function (each) { each.className = state.chosen.indexOf(app.number(each)) < 0 ? "" : "qz-chosen"; });
        if (app.keep(card, state) && !several) app.turn();
      };
    });
  }
  function tell() {
    var state = app.recall(card) || { order: [], chosen: [] }, right = key.split(" ").map(Number), hits = 0;
    var reasons = document.getElementById("qz-reasons");
    arrange(state.order);
    entries.forEach(function (entry) {
      var number = app.number(entry), is = right.indexOf(number) >= 0, chosen = state.chosen.indexOf(number) >= 0;
      entry.className = is ? "qz-key" : chosen ? "qz-slip" : "";
      if (is || chosen) app.note(entry, is ? (chosen ? "✓ your answer" : "✓") : "✗ your answer");
      if (is === chosen) hits++;
      var reason = reasons && reasons.querySelector('li[data-n="' + number + '"] div');
      if (reason) entry.appendChild(reason);
    });
    if (state.chosen.length) app.verdict(several ? hits : hits === entries.length ? 1 : 0, several ? entries.length : 1, several);
    document.getElementById("qz-static").style.display = "none";
  }
  if (key === null) ask(); else tell();
})();
