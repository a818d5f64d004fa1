/* Mends what the theme's script makes and a template cannot reach.

   Upstream-ready: the button that copies code stands in a landmark for navigation, one without a name for each block of code
   (axe: landmark-unique). A button is no navigation; it becomes a group. */
(function () {
  "use strict";

  function mend(root) {
    root.querySelectorAll(".md-code__nav:not([role])").forEach(function (found) {
      found.setAttribute("role", "group");
      found.setAttribute("aria-label", "Block of code");
    });
  }

  mend(document);
  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.addedNodes.length && change.target instanceof Element) mend(change.target);
    });
  }).observe(document.body, { childList: true, subtree: true });
})();
