/* Mends what the theme's script makes and a template cannot reach.

   Upstream-ready: the button that copies code stands in a landmark for navigation, one without a name for each block of code
   (axe: landmark-unique). A button is no navigation; the landmark goes. */
(function () {
  "use strict";

  function mend(root) {
    root.querySelectorAll(".md-code__nav:not([role])").forEach(function (found) {
      found.setAttribute("role", "none");
    });
  }

  mend(document);
  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.addedNodes.length && change.target instanceof Element) mend(change.target);
    });
  }).observe(document.body, { childList: true, subtree: true });
})();
