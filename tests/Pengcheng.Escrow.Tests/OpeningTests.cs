namespace Pengcheng.Escrow.Tests;

public sealed class OpeningTests
{
    private static void Refused(OpenDeal command, Error error) => new Case().Opened(command).Refused(error);

    [Test]
    public void A_deal_claims_its_home_and_its_number() =>
        Assert.That(new Case().Opened().Keys.Select(k => k.Kind), Is.EquivalentTo(new[] { "unit", "deal-no" }));

    [Test]
    public void A_deal_is_opened_once() => new Case().Opened().Opened().Refused(EscrowErrors.DealExists);

    [Test]
    public void Down_payment_and_loans_are_exactly_the_price()
    {
        Refused(Samples.Open(down: Samples.Yuan(2_000_000) + Money.Cny(1)), EscrowErrors.FundingEquation);
        Refused(Samples.Open(down: Samples.Yuan(2_000_000) - Money.Cny(1)), EscrowErrors.FundingEquation);
    }

    [Test]
    public void Absurd_amounts_are_refused_and_do_not_overflow() =>
        Refused(Samples.Open(down: Money.Cny(long.MaxValue), price: Money.Cny(long.MaxValue)), EscrowErrors.FundingEquation);

    [Test]
    public void Amounts_are_above_zero()
    {
        Refused(Samples.Open(price: Money.Zero), EscrowErrors.AmountNotPositive);
        Refused(Samples.Open(down: Money.Zero), EscrowErrors.AmountNotPositive);
        Refused(Samples.Open(newLoans: [Samples.NewBankLoan with { Amount = Money.Cny(-1) }]), EscrowErrors.AmountNotPositive);
    }

    [Test]
    public void Every_party_is_named_once_with_an_account_of_its_own()
    {
        Refused(Samples.Open() with { Buyers = [] }, EscrowErrors.PartiesInvalid);
        Refused(Samples.Open(sellers: []), EscrowErrors.PartiesInvalid);
        Refused(Samples.Open() with { Buyers = [Samples.Buyer, Samples.Buyer] }, EscrowErrors.PartiesInvalid);
        Refused(Samples.Open(sellers: [Samples.Seller with { Account = Samples.Buyer.Account }]), EscrowErrors.PartiesInvalid);
        Refused(Samples.Open(sellers: [Samples.Seller with { Subject = SignAgreement.Trustee }]), EscrowErrors.PartiesInvalid);
    }

    [TestCase(9_999)]
    [TestCase(10_001)]
    [TestCase(0)]
    [TestCase(-1)]
    public void The_sellers_shares_are_a_whole(int share) =>
        Refused(Samples.Open(sellers: [Samples.Seller with { Share = new BasisPoints(share) }]), EscrowErrors.SharesInvalid);

    [Test]
    public void Each_loan_is_named_once_and_there_is_one_to_pay_off()
    {
        Refused(Samples.Open(oldLoans: []), EscrowErrors.LoansInvalid);
        Refused(Samples.Open(oldLoans: [Samples.OldBankLoan, Samples.OldBankLoan]), EscrowErrors.LoansInvalid);
        Refused(Samples.Open(newLoans: [Samples.NewBankLoan with { Amount = Samples.Yuan(1_000_000) }, Samples.NewBankLoan with { Amount = Samples.Yuan(2_000_000) }]), EscrowErrors.LoansInvalid);
    }

    [TestCase("")]
    [TestCase("A\nCNY 1.00")]
    public void A_name_cannot_smuggle_a_line_into_signed_text(string name) =>
        Refused(Samples.Open(sellers: [Samples.Seller with { Account = Samples.Seller.Account with { Name = name } }]), EscrowErrors.NameInvalid);

    [Test]
    public void Nobody_signs_before_the_title_is_clean()
    {
        new Case().Opened().When((d, f, p) => SignAgreement.Decide(d, new SignAgreement("citizen-buyer"), f, p)).Refused(EscrowErrors.TitleNotScreened);
        new Case().Opened().Done((d, f, p) => ScreenTitle.Decide(d, new ScreenTitle(["seizure"]), f, p))
            .When((d, f, p) => SignAgreement.Decide(d, new SignAgreement("citizen-buyer"), f, p)).Refused(EscrowErrors.TitleNotScreened);
    }

    [Test]
    public void Only_parties_and_the_trustee_sign() =>
        Stages.Screened().When((d, f, p) => SignAgreement.Decide(d, new SignAgreement("citizen-else"), f, p)).Refused(EscrowErrors.NotASigner);

    [Test]
    public void A_second_signature_changes_nothing() =>
        Stages.Effective().When((d, f, p) => SignAgreement.Decide(d, new SignAgreement("citizen-buyer"), f, p)).Nothing();

    [Test]
    public void The_agreement_waits_for_the_trustee()
    {
        var c = Stages.Screened();
        foreach (var signer in new[] { "citizen-seller", "citizen-buyer" }) c.Done((d, f, p) => SignAgreement.Decide(d, new SignAgreement(signer), f, p));

        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.AgreementSigned));
        c.Done((d, f, p) => SignAgreement.Decide(d, new SignAgreement(SignAgreement.Trustee), f, p)).Said(typeof(PartySigned), typeof(AgreementEffective));
    }

    [Test]
    public void A_clean_title_asks_the_old_lenders_for_their_quotes() =>
        Assert.That(Stages.Screened().Deadlines["quote:OLD-1"].Command, Is.EqualTo(new QuotePayoffDue("OLD-1")));

    [Test]
    public void An_agreement_not_signed_in_a_week_lapses()
    {
        var c = Stages.Screened();
        c.When((d, f, p) => ExpireAgreement.Decide(d, f, p)).Nothing();

        c.Now = c.Deadlines["agreement-due"].Due;
        c.Done((d, f, p) => ExpireAgreement.Decide(d, f, p)).Said(typeof(Lapsed), typeof(DealFailed));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Lapsed));
        Assert.That(c.Keys.Select(k => k.Kind), Does.Not.Contain("unit"));
    }
}
