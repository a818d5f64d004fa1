/* Lets the search work from a folder: from a file, browsers start no worker, so its script runs in a hidden frame instead.

   Only the build for folders loads this. It gives the theme's script what it uses of a worker: postMessage, messages back, and
   importScripts inside. */
(function () {
  "use strict";
  if (location.protocol !== "file:") return;

  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      var worker = this;
      var waiting = [];
      var frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = "Search";
      document.body.appendChild(frame);
      var inside = frame.contentWindow;
      inside.postMessage = function (data) { worker.dispatchEvent(new MessageEvent("message", { data: data })); };
      inside.importScripts = function () {
        return Array.prototype.reduce.call(arguments, function (before, one) {
          return before.then(function () { return load(one); });
        }, Promise.resolve());
      };

      function load(script) {
        return new Promise(function (resolve, reject) {
          var element = inside.document.createElement("script");
          element.src = new URL(script, document.baseURI).href;
          element.onload = resolve;
          element.onerror = reject;
          inside.document.head.appendChild(element);
        });
      }

      this.postMessage = function (data) { waiting.push(data); };
      this.terminate = function () { frame.remove(); };
      load(address).then(function () {
        worker.postMessage = function (data) { inside.dispatchEvent(new MessageEvent("message", { data: data })); };
        waiting.splice(0).forEach(worker.postMessage);
      });
    }

    set onmessage(listener) { this.addEventListener("message", listener); }
  };
})();
