/// HTTP vocabulary: routes with a permission each, who is calling, refusals as problem+json, forms,
/// security headers, live fragments. Refuses to know any capability; capabilities bring their own
/// `Routes` and `Pages`. Handlers run on Helidon's virtual threads.
@NullMarked
package ampro.hub.web;

import org.jspecify.annotations.NullMarked;
