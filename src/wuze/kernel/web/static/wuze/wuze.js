// What neither CSS nor htmx does: notices, choosing rows, copying text, closing a pop-up. No eval, no style, no store.
(function () {
  "use strict";

  function place() { return document.getElementById("notices"); }

  function say(kind, text) {
    var note = document.createElement("p");
    note.className = "wz-note is-" + kind;
    note.textContent = text;
    place().appendChild(note);
    if (note.getBoundingClientRect().top < 60) { place().scrollIntoView({ block: "center" }); }
  }

  // --- what the server or the line has to say ---
  document.addEventListener("wuze:notices", function (event) {
    place().textContent = "";
    event.detail.notices.forEach(function (item) { say(item.kind, item.text); });
  });
  document.addEventListener("htmx:sendError", function () {
    say("bad", "没有发出去：网断了。填的还在，连上后再按一次。");
  });
  document.addEventListener("htmx:timeout", function () {
    say("bad", "等了30秒没有回音。填的还在，请再按一次。");
  });
  document.addEventListener("htmx:responseError", function (event) {
    var status = event.detail.xhr.status;
    if (status === 403) { say("bad", "没有做成：您没有做这件事的权限，或页面放得太久，请刷新后再试。"); }
    else if (status === 404) { say("bad", "没有找到：可能已被撤走，请回上一页。"); }
    else { say("bad", "没有做成：系统出了错，已记下。填的还在，请过一会儿再试。"); }
  });

  // --- choosing rows ---
  function boxes(form) { return form.querySelectorAll('input[name="row"]'); }

  function count(form) {
    var chosen = 0, all = boxes(form), bar = form.querySelector(".wz-bulk"), head = form.querySelector("[data-pick-all]");
    Array.prototype.forEach.call(all, function (box) {
      if (box.checked) { chosen += 1; }
      box.closest("tr").classList.toggle("is-picked", box.checked);
    });
    if (head) { head.checked = chosen > 0 && chosen === all.length; head.indeterminate = chosen > 0 && chosen < all.length; }
    if (!bar) { return; }
    bar.hidden = chosen === 0;
    bar.querySelector("[data-picked]").textContent = String(chosen);
    bar.querySelector(".wz-pop-place").textContent = "";
  }

  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-pick]");
    if (!form) { return; }
    if (event.target.hasAttribute("data-pick-all")) {
      Array.prototype.forEach.call(boxes(form), function (box) { box.checked = event.target.checked; });
    }
    count(form);
  });

  // --- files of more than a megabyte: how far they are; without this the form is sent as any other ---
  function weight(input) {
    return Array.prototype.reduce.call(input ? input.files : [], function (sum, file) { return sum + file.size; }, 0);
  }

  document.addEventListener("submit", function (event) {
    var form = event.target, xhr = new XMLHttpRequest(), button = form.querySelector(".wz-form-end .btn-primary");
    var line = form.querySelector("[data-sent]");
    if (!line || event.defaultPrevented || weight(form.querySelector('input[type="file"]')) < 1048576) { return; }
    event.preventDefault();
    button.disabled = true;
    xhr.open("POST", form.getAttribute("action") || window.location.href);
    xhr.setRequestHeader("HX-Request", "true");
    xhr.upload.addEventListener("progress", function (step) {
      var done = Math.floor(100 * step.loaded / step.total);
      line.textContent = done < 100 ? "正在上传，" + done + "%。请不要关这一页。" : "传完了，正在检查。";
    });
    xhr.addEventListener("load", function () {
      var where = xhr.getResponseHeader("HX-Redirect"), page = new DOMParser().parseFromString(xhr.responseText, "text/html");
      if (where) { window.location.assign(where); return; }
      if (page.querySelector("main")) { document.querySelector("main").replaceWith(page.querySelector("main")); }
      var errors = document.querySelector(".wz-errors");
      if (errors) { errors.focus(); } else { button.disabled = false; say("bad", "没有存上。请刷新页面再试。"); }
    });
    xhr.addEventListener("error", function () {
      button.disabled = false;
      line.textContent = "";
      say("bad", "没有发出去：网断了。填的还在，连上后再按一次。");
    });
    xhr.send(new FormData(form));
  });

  // --- long work: seconds go on beside the verb, so that nobody closes the page or presses twice ---
  document.addEventListener("submit", function (event) {
    var line = event.target.querySelector("[data-wait]"), begun = Date.now();
    if (!line || event.defaultPrevented) { return; }
    function tell() {
      line.textContent = line.getAttribute("data-wait") + "，已用" + Math.round((Date.now() - begun) / 1000) + "秒。请不要关这一页。";
    }
    tell();
    window.setInterval(tell, 1000);
  });

  // --- copying: the clipboard needs HTTPS or this machine, an office address over http has the old way ---
  function copied(button) {
    var word = document.createElement("span");
    word.className = "wz-meta";
    word.setAttribute("role", "status");
    word.textContent = "已复制";
    if (button.nextElementSibling && button.nextElementSibling.getAttribute("role") === "status") { return; }
    button.insertAdjacentElement("afterend", word);
  }

  function copyOldWay(node, button) {
    var range = document.createRange(), selection = window.getSelection();
    range.selectNodeContents(node);
    selection.removeAllRanges();
    selection.addRange(range);
    if (document.execCommand("copy")) { copied(button); } else { say("ask", "浏览器不让复制：文字已选中，请按 Ctrl+C。"); }
  }

  function copy(button) {
    var node = document.querySelector(button.getAttribute("data-copy"));
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(node.textContent).then(function () { copied(button); }, function () { copyOldWay(node, button); });
    } else { copyOldWay(node, button); }
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) { return; }
    if (button.getAttribute("aria-disabled") === "true") { event.preventDefault(); }
    else if (button.hasAttribute("data-copy")) { copy(button); }
    else if (button.hasAttribute("data-close")) { close(button.closest("[data-pop]")); }
    else if (button.hasAttribute("data-pick-none")) {
      Array.prototype.forEach.call(boxes(button.form), function (box) { box.checked = false; });
      count(button.form);
      button.form.querySelector("[data-pick-all]").focus();
    }
  });

  // --- pop-ups: focus goes in and comes back, Escape closes ---
  var before = null;

  function close(pop) {
    if (!pop) { return; }
    pop.remove();
    if (before && document.contains(before)) { before.focus(); }
  }

  document.addEventListener("htmx:beforeRequest", function (event) { before = event.detail.elt; });
  document.addEventListener("htmx:afterSwap", function (event) {
    var first = event.detail.target.querySelector("[data-pop], .wz-errors");
    if (first) { first.focus(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { close(document.querySelector("[data-pop]")); }
    else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, select, textarea")) {
      var field = document.querySelector("[data-slash]");
      if (field && field.offsetParent) { event.preventDefault(); field.focus(); }
    }
  });
  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector(".wz-form"), errors = form && form.querySelector(".wz-errors");
    if (errors) { errors.focus(); }
  });
}());
