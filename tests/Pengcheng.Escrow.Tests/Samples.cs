namespace Pengcheng.Escrow.Tests;

/// <summary>The people, banks and figures of the tests: a home for 5 million, 2 million down, 3 million lent, 1.5 million owed.</summary>
internal static class Samples
{
    public static readonly CnapsCode BankA = CnapsCode.Parse("102584002008");
    public static readonly CnapsCode BankB = CnapsCode.Parse("308584000013");
    public static readonly CnapsCode Fund = CnapsCode.Parse("104584000003");
    public static readonly RealEstateUnitCode Unit = RealEstateUnitCode.Parse("440304005003GB00012F00010203");
    public static readonly OwnershipCertificateNo Certificate = OwnershipCertificateNo.Parse("粤(2024)深圳市不动产权第0123456号");
    public static readonly DateTimeOffset Monday = ShenzhenTime.At(new DateOnly(2025, 3, 10), new TimeOnly(10, 0));

    public static readonly Buyer Buyer = new("citizen-buyer", Account(BankA, "6200000001", "Buyer"));
    public static readonly Seller Seller = new("citizen-seller", Account(BankB, "6200000002", "Seller"), new BasisPoints(10_000));
    public static readonly BankAccount Stranger = Account(BankA, "6200000099", "Stranger");
    public static readonly BankAccount LenderDisburses = Account(BankA, "9100000001", "Bank A loans");
    public static readonly BankAccount LenderCollects = Account(BankB, "9200000001", "Bank B collections");
    public static readonly BankAccount FundCollects = Account(Fund, "9300000001", "Fund collections");

    public static readonly OldLoan OldBankLoan = new("OLD-1", BankB, LoanKind.Bank, Proof(1));
    public static readonly OldLoan OldFundLoan = new("OLD-2", Fund, LoanKind.ProvidentFund, Proof(2));
    public static readonly NewLoan NewBankLoan = new(BankA, LoanKind.Bank, Yuan(3_000_000));

    public static Money Yuan(long yuan) => Money.Cny(checked(yuan * 100));

    public static BankAccount Account(CnapsCode bank, string number, string name) => new(bank, AccountNumber.Parse(number), name);

    public static MortgageProofNo Proof(int serial) => MortgageProofNo.Parse($"粤(2020)深圳市不动产证明第{serial:0000000}号");

    public static OpenDeal Open(
        RegistrationMode mode = RegistrationMode.SimultaneousTriple, IEnumerable<OldLoan>? oldLoans = null, IEnumerable<Seller>? sellers = null,
        IEnumerable<NewLoan>? newLoans = null, Money? price = null, Money? down = null, RealEstateUnitCode? unit = null, int sequence = 1) =>
        new(new Guid(sequence, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), DealNo.Create(new DateOnly(2025, 3, 10), sequence), unit ?? Unit,
            price ?? Yuan(5_000_000), down ?? Yuan(2_000_000), mode, [Buyer], [.. sellers ?? [Seller]], [.. oldLoans ?? [OldBankLoan]], [.. newLoans ?? [NewBankLoan]]);

    public static PayoffQuote Quote(OldLoan loan, DateOnly on, long yuan = 1_500_000, long dailyYuan = 200) => new(
        loan.LoanNo, on, Yuan(yuan - 1_000), Yuan(1_000), Yuan(dailyYuan), Money.Zero, Yuan(yuan), on.AddDays(3),
        loan.Lender == Fund ? FundCollects : LenderCollects);

    public static ConfirmLoanApproval Approve(NewLoan? loan = null, DateOnly? until = null) =>
        new((loan ?? NewBankLoan).Lender, "NEW-1", (loan ?? NewBankLoan).Amount, until ?? new DateOnly(2025, 6, 30),
            (loan ?? NewBankLoan).Lender == BankA ? LenderDisburses : Account((loan ?? NewBankLoan).Lender, "9100000009", "Lender"));
}
