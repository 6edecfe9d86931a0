package ampro.hub.custody.ledger;

/// Where blanks lie: an account at a place. The place is [#CENTRAL], a station's id, or the id of
/// the transfer that carries them.
record Spot(BlankAccount account, String place) {
    /// The reception desk and the vault, wherever they are.
    static final String CENTRAL = "central";

    static final Spot SUPPLIER = new Spot(BlankAccount.SUPPLIER, "supplier");

    /// As people say it.
    String words() {
        return account.words() + (account == BlankAccount.IN_TRANSIT ? " with " : " at ") + place;
    }

    /// As the API names it.
    @Override
    public String toString() {
        return account.code() + " at " + place;
    }
}
