using Pengcheng.Escrow.Doors;

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
    public void What_holds_a_deal_is_a_bare_word_for_those_who_do_not_see_it_whole()
    {
        var c = Stages.Submitted(Samples.Open(oldLoans: [Samples.OldBankLoan, Samples.OldFundLoan]));
        c.Done((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("O-1", FreezeScope.Seller, "citizen-seller"), f, p));
        c.Done((d, f, p) => OpenDispute.Decide(d, new OpenDispute("divorce of the buyer"), f, p));

        Assert.That(DealView.Of(c.Deal, new Viewer("trustee", "x")).Holds, Is.EqualTo(new[] { "freeze O-1 (Seller)", "dispute: divorce of the buyer" }));
        Assert.That(DealView.Of(c.Deal, new Viewer("citizen", "citizen-seller")).Holds, Is.EqualTo(new[] { "freeze", "dispute" }));
        Assert.That(DealView.Of(c.Deal, new Viewer("citizen", "citizen-buyer")).Holds, Is.EqualTo(new[] { "dispute" }));
        Assert.That(DealView.Of(c.Deal, new Viewer("bank", "x", Samples.Fund)).Holds, Is.EqualTo(new[] { "dispute" }));
    }

    [Test]
    public void What_is_missing_is_named_by_its_number_only_to_whom_it_belongs()
    {
        var deal = Stages.Submitted(Samples.Open(oldLoans: [Samples.OldBankLoan, Samples.OldFundLoan])).Deal;
        Assert.That(DealView.Of(deal, new Viewer("trustee", "x")).Missing, Has.Count.EqualTo(4));
        Assert.That(DealView.Of(deal, new Viewer("bank", "x", Samples.Fund)).Missing, Is.EqualTo(new[] { "transfer", "cancellation", $"cancellation {Samples.Proof(2)}", "mortgage" }));
        Assert.That(DealView.Of(deal, new Viewer("citizen", "citizen-buyer")).Missing, Is.EqualTo(new[] { "transfer", "cancellation", $"mortgage {Samples.BankA}" }));
    }

    [Test]
    public void Who_else_has_signed_and_what_the_sellers_lack_is_not_everybodys()
    {
        var deal = Stages.Funded(yuan: 4_990_000).Clear(5_000_100).Deal;
        Assert.That(DealView.Of(deal, new Viewer("court", "x")).Signers, Has.Count.EqualTo(3));
        var (buyer, seller) = (DealView.Of(deal, new Viewer("citizen", "citizen-buyer")), DealView.Of(deal, new Viewer("citizen", "citizen-seller")));
        Assert.That(buyer.Signers, Is.EqualTo(new[] { "citizen-buyer", "trustee" }));
        Assert.That((buyer.Shortfall, seller.Shortfall), Is.EqualTo(((Money?)null, (Money?)Samples.Yuan(2_100))));
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
