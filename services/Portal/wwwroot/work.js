// The signed-in workspace only: parts of a page are exchanged without losing what somebody is writing.
// No styles of htmx's own, and nothing evaluated: the policy of content forbids both.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;
