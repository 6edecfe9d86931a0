package ampro.hub.web;

/// What a route may ask of its caller. A role is a set of these; a route without one cannot be
/// registered.
public enum Permission {
    /// Nobody needs to be signed in: sign-in page, static files, API description.
    PUBLIC,
    VIEW,
    ENTER_APPLICATION,
    REVIEW_APPLICATION,
    APPROVE_APPLICATION,
    MANAGE_QUEUE,
    BOOK_BLANKS,
    SHIP,
    RECEIVE,
    HAND_OVER,
    /// Stations only: their own artwork and labels.
    FETCH_ARTWORK
}
