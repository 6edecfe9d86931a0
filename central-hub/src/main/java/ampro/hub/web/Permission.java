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
    /// Ask for an act of custody, or be the second person who allows it.
    DECIDE_CUSTODY,
    /// What the book of blanks holds where: not for who counts.
    VIEW_BLANKS,
    /// Receive, send, lose, destroy; be the second person for it.
    BOOK_BLANKS,
    /// Take in, load, spoil: what is done at a station.
    HANDLE_BLANKS,
    /// Count a station's blanks, unseen what the book says.
    COUNT_BLANKS,
    SHIP,
    RECEIVE,
    HAND_OVER,
    /// Stations only: their own artwork and labels.
    FETCH_ARTWORK
}
