"""Sentences about the chain from customer to evidence, support and what deviates."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # Chain
    "customer-without-need": "{id} ({title}) has no need or goal",
    "exclusion-without-answer": "{id} is excluded but does not say '{field}' yet",
    "need-without-source": "{id} does not say where it comes from",
    "need-without-means": "nothing delivers {id} ({title})",
    "means-without-end": "{id} is a means of kind {means_kind} and has no {lacks}",
    "capability-unverified": "{id} has no verification",
    "capability-half-verified": "{id} has no verification of something that {polarity}",
    "verification-without-evidence": "{id} has no evidence{where}",
    "deferred-without-day": "{id} is deferred and does not say until when",
    "deferred-without-day.right": "'review_by'",
    "undecided": "nobody has decided yet whether {id} ({title}) applies",
    "interface-unguarded": "no capability guards {id} ({title}), and no deviation names it",
    "interface-unguarded.2": "what guards {id} ({title}) names revisions and leaves out {places_in_words}",
    "interface-unguarded.right": "a capability or a deviation with it under 'interfaces' for these units too",
    "key-without-holder": "{id} says neither 'held_in' nor 'used_by'",
    "threat-not-considered": "nothing considers {names} for {id} ({title})",
    "threat-not-considered.right": "a threat or a coverage note for each of these classes",
    # Deviations
    "absence-not-named": "{id} calls {what} not applicable and does not name what it is that does not exist, {open_all_the_same}",
    "absence-not-named.right": "'by_element' with each 'element', and under 'what' the thing that is not there",
    "deviation-without-risk": "{id} is {decision} and does not say on which risk that was decided",
    "deviation-without-risk.right": "'risk' with the risk that is left by it",
    "bulk-deviation": "one reason of {id}{apart} answers {count} elements{where}, where one may hold for {alike} answers at most",
    "bulk-deviation.right": "'by_element' with a reason of its own for each, or a deviation for each family of elements and component",
    "bulk-deviation.2": "{several} answer {count} elements on {id} with one reason, where one may hold for {alike} answers at most",
    "bulk-deviation.right.2": "a reason of its own for each family of elements",
    # Evidence
    "evidence-elsewhere": "{id} was seen on {names} of {names_2} alone, and {about}",
    "evidence-elsewhere.right": "a release of {names}",
    "capability-not-shown": "{id} is claimed for {where}, and no evidence was seen on a release of it that is current or supported",
    "capability-not-shown.right": "evidence on such a release, or a capability that claims less",
    "evidence-too-early": "{id} was seen on {seen}, more than half a year before {one} {one_2}",
    "evidence-too-early.right": "a day on which that release, or a candidate of it, was there",
    "evidence-too-early.2": "{id} was seen on {seen}, more than a year before anything else of the product, which begins on {start}",
    "evidence-too-early.right.2": "a day on which there was something to see",
    "verification-failed": "{id} came out as {worst} in {names}, and nothing says what follows",
    "verification-failed.right": "later evidence that repeats it, a review of it, or a text for customers that discloses it and speaks of it",
    "partial-without-word": "{id} is a partial result, and nothing says what is missing and what follows",
    "partial-without-word.right": "'left_open', or a later evidence, a review or a text that speaks of it",
    "factor-not-shown": "{id} lowers {what} by {names}, and {names_2}",
    "factor-not-shown.right": "a factor that counts on nothing that was not shown, or later evidence that passes",
    # Modules
    "own-module": "{id} leaves its baseline to {baseline_by}, which makes the product",
    "own-module.right": "another organization, or no 'baseline_by' and the elements in capabilities and deviations",
    "module-unproven": "{baseline_by} answers for the baseline of {id}, and no evidence shows on what that rests",
    "module-unproven.right": "evidence with 'result: pass' and its id under 'result_of', such as a certificate or a test report of theirs",
    # Revisions
    "factor-left-on-revision": "{lowers}, which {leaves} out {places_in_words}; {id} is about these units as well",
    # Support
    "component-without-support": "no support term says how long {id} ({title}) is supported",
    "component-without-support.2": "the last support term of {id} ({title}), {id_2}, ended on {ends}, and the handbook speaks for {today}",
    "component-without-support.right": "a later day, or a life-cycle event (LCE-…) that tells of the end of support",
    "support-gap": "{id} promises until {ends}, and {id_2} ({title}) is supported until {support_end}",
    "support-gap.2": "{id} promises security fixes until {ends}, and no day says how long {id_2} ({title}) is supported",
    "support-gap.right": "'support_end' of {id}, or under 'support_basis' why there is none",
    "terms-differ": "{id} promises {promised} until {ends}, and {id_2} until {ends_2}",
    "terms-differ.right": "one day, or what tells them apart: 'revisions', 'covers', or 'promised_by' for a supplier's own term",
    "support-end-missing": "{id} says what the end of its support rests on, and not the day",
    "support-end-missing.right": "'support_end', or in 'support_basis' that there is none, and why",
    "supplier-without-clause": "{id} supplies the critical part {id_2} and has no incident clause",
    "vex-without-justification": "{id} says that {release} is not affected and does not say why",
    "vex-contradiction": "{id} says that {release} is {status}, and justifies it with '{justification}'",
    "vex-contradiction.right": "a justification for 'not affected' alone",
}
