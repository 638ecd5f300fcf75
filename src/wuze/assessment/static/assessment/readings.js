// 核对旧表用键盘：j k 走，n 下一处要看的，a 认可，1 2 选读法，e 改，l 留给人打分，u 撤回。没有脚本时点按钮一样办。
(function () {
  "use strict";

  function rows() { return Array.prototype.slice.call(document.querySelectorAll("tr[data-cell]")); }

  function here() { return document.querySelector("tr[data-cell].is-now"); }

  function go(row) {
    if (!row) { return; }
    var old = here();
    if (old) { old.classList.remove("is-now"); }
    row.classList.add("is-now");
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  }

  function step(by, waiting) {
    var all = rows(), at = all.indexOf(here()) + by;
    while (all[at] && waiting && !all[at].hasAttribute("data-waits")) { at += by; }
    go(all[at]);
  }

  function press(key) {
    var row = here(), target = row && row.querySelector('[data-key="' + key + '"]');
    if (target) { target.click(); }
  }

  function choose(number) {
    var row = here(), choice = row && row.querySelector('[data-pick="' + number + '"]');
    if (!choice) { return; }
    choice.checked = true;
    press("choose");
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !rows().length) { return; }
    if (event.target.closest("textarea, select, input:not([type=radio])")) { return; }
    var key = event.key.toLowerCase();
    if (key === "j") { step(1, false); }
    else if (key === "k") { step(-1, false); }
    else if (key === "n") { step(1, true); }
    else if (key === "1" || key === "2" || key === "3") { choose(key); }
    else if ("aelu".indexOf(key) >= 0 && key.length === 1) { press(key); }
    else { return; }
    event.preventDefault();
  });

  // 改的时候边写边读
  var wait = null;

  function attempt(place) {
    var form = place.querySelector("form"), to = document.getElementById("trial");
    var terms = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (["start", "lines", "floor", "cap", "points"].indexOf(name) >= 0) { terms.append(name, value); }
    });
    fetch(place.getAttribute("data-try") + "?" + terms.toString(), { credentials: "same-origin" }).then(function (answer) {
      if (answer.ok && !answer.redirected) { return answer.text().then(function (text) { to.innerHTML = text; }); }
      return null;
    }, function () { return null; });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var keys = document.querySelector("[data-keys]"), place = document.querySelector("[data-try]"), now = here();
    if (keys) { keys.hidden = false; }
    if (now) {
      now.focus({ preventScroll: true });
      if (location.hash || location.search.indexOf("at=") >= 0) { now.scrollIntoView({ block: "center" }); }
    }
    if (!place) { return; }
    if (!place.querySelector(".wz-errors")) {
      var lines = place.querySelector("textarea");
      if (lines) { lines.focus(); }
    }
    place.addEventListener("input", function () {
      clearTimeout(wait);
      wait = setTimeout(function () { attempt(place); }, 300);
    });
    place.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { place.querySelector("form").requestSubmit(); }
      else if (event.key === "Escape") { place.querySelector(".wz-form-end a").click(); }
    });
  });
}());
