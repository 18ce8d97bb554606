namespace Pengcheng.Escrow.Tests;

public sealed class VisibilityTests
{
    private static readonly Deal Closed = Stages.Closed(Samples.Open(oldLoans: [Samples.OldBankLoan, Samples.OldFundLoan])).Deal;

    [TestCase("trustee")]
    [TestCase("court")]
    [TestCase("operator")]
    public void Officials_see_everything(string role) => Assert.That(Visibility.Of(Closed, new Viewer(role, "x")).Lines, Has.Count.EqualTo(3));

    [TestCase("registry")]
    [TestCase("")]
    [TestCase("broker")]
    public void Others_see_nothing(string role) => Assert.That(Visibility.Sees(Closed, new Viewer(role, "x")), Is.False);

    [Test]
    public void A_bank_sees_its_own_loans_only()
    {
        var fund = Visibility.Of(Closed, new Viewer("bank", "x", Samples.Fund));
        Assert.That(fund.OldLoans.Select(l => l.Loan.LoanNo), Is.EqualTo(new[] { "OLD-2" }));
        Assert.That(fund.NewLoans, Is.Empty);
        Assert.That(fund.Receipts, Is.Empty);
        Assert.That(fund.Lines.Select(l => l.No), Is.EqualTo(new[] { 2 }));

        var lender = Visibility.Of(Closed, new Viewer("bank", "x", Samples.BankA));
        Assert.That(lender.OldLoans, Is.Empty);
        Assert.That(lender.Receipts.Select(r => r.BankReference), Is.EqualTo(new[] { "LOAN-0" }));
    }

    [Test]
    public void A_bank_without_a_loan_here_or_without_a_code_sees_nothing()
    {
        var onlyA = Stages.Closed().Deal;
        Assert.That(Visibility.Sees(onlyA, new Viewer("bank", "x", Samples.Fund)), Is.False);
        Assert.That(Visibility.Sees(onlyA, new Viewer("bank", "x")), Is.False);
    }

    [Test]
    public void Parties_see_their_own_side()
    {
        var buyer = Visibility.Of(Closed, new Viewer("citizen", "citizen-buyer"));
        Assert.That(buyer.OldLoans, Is.Empty);
        Assert.That(buyer.Lines, Is.Empty);
        Assert.That(buyer.Receipts.Select(r => r.BankReference), Is.EqualTo(new[] { "IN-1", "LOAN-0" }));

        var seller = Visibility.Of(Closed, new Viewer("citizen", "citizen-seller"));
        Assert.That(seller.NewLoans, Is.Empty);
        Assert.That(seller.Receipts, Is.Empty);
        Assert.That(seller.Lines.Select(l => l.No), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(Visibility.Sees(Closed, new Viewer("citizen", "citizen-else")), Is.False);
    }
}
