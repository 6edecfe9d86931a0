package ampro.hub.card;

/// Field 15 as printed; ISO 5218 has 1 and 2, X is for "not specified".
public enum Sex {
    M,
    F,
    X
}
