package ampro.hub.card;

/// The two check digits in use here.
final class CheckDigit {
    private CheckDigit() {}

    /// ISO/IEC 7064 MOD 11,10: one digit that catches every single wrong digit and nearly every
    /// swap of neighbours. The standard's example: `0794` has 5.
    static int mod11And10(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length(); i++) {
            int sum = (product + digits.charAt(i) - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10;
    }

    /// GS1 general specifications 7.9: weights 3, 1, 3, … from the right, to the next ten.
    static int gs1(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int weight = (digits.length() - i) % 2 == 1 ? 3 : 1;
            sum += weight * (digits.charAt(i) - '0');
        }
        return (10 - sum % 10) % 10;
    }
}
