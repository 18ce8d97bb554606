using Pengcheng.Escrow.Ledger;

namespace Pengcheng.Escrow.Tests;

public sealed class MoneyInTests
{
    [Test]
    public void The_down_payment_may_come_in_parts()
    {
        var c = Stages.Quoted().Credit("IN-1", Samples.Yuan(1_999_999), Samples.Buyer.Account);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.AwaitingDeposit));

        c.Credit("IN-2", Samples.Yuan(1), Samples.Buyer.Account).Said(typeof(DownPaymentReceived), typeof(DepositComplete));
    }

    [Test]
    public void The_same_credit_counts_once() =>
        Stages.Deposited().When((d, f, p) => ReceiveCredit.Decide(d, new ReceiveCredit("IN-1", d.DownPayment, Samples.Buyer.Account, ""), f, p)).Nothing();

    [Test]
    public void The_same_reference_with_another_amount_is_refused() =>
        Stages.Deposited().When((d, f, p) => ReceiveCredit.Decide(d, new ReceiveCredit("IN-1", Samples.Yuan(1), Samples.Buyer.Account, ""), f, p)).Refused(EscrowErrors.CreditContradicts);

    [Test]
    public void A_strangers_money_is_kept_apart_and_goes_back()
    {
        var c = Stages.Deposited().Credit("IN-9", Samples.Yuan(7), Samples.Stranger).Said(typeof(DepositQuarantined), typeof(QuarantineReturnInstructed));
        Assert.That(c.Balance(Books.Owed(c.Deal.DealNo, LinePurpose.QuarantineReturn)), Is.EqualTo(-Samples.Yuan(7).Minor));

        c.Instruct(1).Answer(1, PaymentAnswer.Settled).Said(typeof(PaymentSettled), typeof(QuarantineReturnSettled));
        Assert.That(c.Events.OfType<PaymentInstructed>().Single().Creditor, Is.EqualTo(Samples.Stranger));
    }

    [Test]
    public void A_strangers_fen_that_does_not_get_back_does_not_keep_the_deal_from_ending()
    {
        var c = Stages.PaidOff().Credit("IN-9", Money.Cny(1), Samples.Stranger).PaySeller(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Deal.End, Is.Null, "it may still get back");
        c.Instruct(3).Answer(3, PaymentAnswer.Refused, "account-closed").Said(typeof(PaymentRefused), typeof(DealClosed));
        Assert.That(c.Keys.Select(k => k.Kind), Does.Not.Contain("unit"));
        Assert.That(c.Deal.Balance, Is.EqualTo(Money.Cny(1)));

        c.Done((d, f, p) => RetryPayment.Decide(d, new RetryPayment(3), f, p)).Instruct(3).Answer(3, PaymentAnswer.Settled);
        Assert.That(c.Books.Values, Is.All.Zero);
    }

    [Test]
    public void A_buyers_excess_that_does_not_get_back_does_not_keep_a_called_off_deal_from_ending()
    {
        var c = Stages.Deposited().Credit("IN-2", Samples.Yuan(1), Samples.Buyer.Account).Done((d, f, p) => CancelDeal.Decide(d, new CancelDeal("trustee", "x"), f, p));
        c.Instruct(1).Answer(1, PaymentAnswer.Refused, "account-closed").Instruct(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Single<DealFailed>().Refunded, Is.EqualTo(Samples.Yuan(2_000_000)));
    }

    [Test]
    public void A_strangers_name_cannot_break_signed_text()
    {
        var c = Stages.Deposited().Credit("IN-9", Samples.Yuan(7), Samples.Stranger with { Name = "Eve\nsettled" }).Instruct(1);
        Assert.That(c.Single<PaymentInstructed>().Creditor.Name, Is.EqualTo("Eve settled"));
    }

    [Test]
    public void What_is_too_much_goes_back_and_the_rest_counts()
    {
        var c = Stages.Quoted().Credit("IN-1", Samples.Yuan(2_000_005), Samples.Buyer.Account)
            .Said(typeof(DownPaymentReceived), typeof(ExcessReceived), typeof(DepositComplete));

        Assert.That(c.Single<ExcessReceived>().Amount, Is.EqualTo(Samples.Yuan(5)));
        Assert.That(c.Single<ExcessReceived>().Return.Payee, Is.EqualTo(Samples.Buyer.Account));
    }

    [Test]
    public void Money_before_the_agreement_goes_back() =>
        Assert.That(Stages.Screened().Credit("IN-1", null, Samples.Buyer.Account).Single<ExcessReceived>().Reason, Is.EqualTo("agreement-not-effective"));

    [Test]
    public void A_loan_that_comes_before_the_registration_waits_and_then_counts()
    {
        var c = Stages.Submitted().Credit("L-1", Samples.Yuan(3_000_000), Samples.LenderDisburses).Said(typeof(DisbursementHeld));
        Assert.That(c.Balance(Books.Unapplied(c.Deal.DealNo)), Is.EqualTo(-Samples.Yuan(3_000_000).Minor));

        foreach (var notice in Stages.Notices(c.Deal)) c.Notice(notice);
        c.Said(typeof(NewMortgageRegistered), typeof(RegistrationCompleted), typeof(LoanDisbursed), typeof(FundingComplete));
    }

    [Test]
    public void A_short_disbursement_waits_for_the_rest()
    {
        var c = Stages.Registered().Credit("L-1", Samples.Yuan(2_999_999), Samples.LenderDisburses);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.AwaitingDisbursement));

        c.Credit("L-2", Samples.Yuan(1), Samples.LenderDisburses).Said(typeof(LoanDisbursed), typeof(FundingComplete));
    }

    [Test]
    public void A_disbursement_that_is_too_much_goes_back_in_part() =>
        Stages.Registered().Credit("L-1", Samples.Yuan(3_000_001), Samples.LenderDisburses).Said(typeof(LoanDisbursed), typeof(ExcessReceived), typeof(FundingComplete));

    [Test]
    public void The_buyer_pays_instead_of_a_lender_only_after_the_escalation()
    {
        Stages.Registered().Credit("IN-2", Samples.Yuan(3_000_000), Samples.Buyer.Account).Said(typeof(ExcessReceived));

        Stages.Registered().Advance(11).Done((d, f, p) => EscalateDisbursement.Decide(d, f, p))
            .Credit("IN-2", Samples.Yuan(3_000_000), Samples.Buyer.Account).Said(typeof(SelfFundingReceived), typeof(FundingComplete));
    }

    [Test]
    public void A_lender_that_comes_after_the_buyer_paid_gets_its_money_back() =>
        Stages.Registered().Advance(11).Done((d, f, p) => EscalateDisbursement.Decide(d, f, p))
            .Credit("IN-2", Samples.Yuan(1_000_000), Samples.Buyer.Account)
            .Credit("L-1", Samples.Yuan(3_000_000), Samples.LenderDisburses).Said(typeof(LoanDisbursed), typeof(ExcessReceived), typeof(FundingComplete));

    [Test]
    public void A_sellers_money_covers_the_old_loans()
    {
        var c = Stages.Approved(yuan: 5_000_000);
        c.When((d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration("ACC-1"), f, p)).Refused(EscrowErrors.CoverageShort);
        Assert.That(c.Refusal!.Values["missing"], Is.EqualTo("CNY 3000.00"), "ten days' interest of CNY 200 and CNY 1000");

        c.Credit("T-1", Samples.Yuan(3_000), Samples.Seller.Account).Said(typeof(SellerTopUpReceived));
        c.Done((d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration("ACC-1"), f, p));
    }

    [Test]
    public void A_top_up_beyond_what_all_old_loans_cost_goes_back_in_part() =>
        Stages.Deposited().Credit("T-1", Samples.Yuan(1_500_001), Samples.Seller.Account).Said(typeof(SellerTopUpReceived), typeof(ExcessReceived));

    [Test]
    public void What_an_old_lender_sends_back_is_the_sellers()
    {
        var c = Stages.PaidOff().Credit("R-1", Samples.Yuan(12), Samples.LenderCollects, "RETURN").Said(typeof(OverpaymentReturned));
        Assert.That(c.Single<OverpaymentReturned>().Lines.Single().Payee, Is.EqualTo(Samples.Seller.Account));

        c.PaySeller(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.Not.EqualTo(DealStatus.Closed));
        c.PaySeller(3).Answer(3, PaymentAnswer.Settled);
        Assert.That(c.Single<DealClosed>(), Is.EqualTo(new DealClosed(Samples.Yuan(5_000_000), Samples.Yuan(1_499_988), Samples.Yuan(3_500_012))));
    }

    [Test]
    public void A_whole_payoff_that_comes_back_is_not_the_sellers()
    {
        var c = Stages.PaidOff().Credit("R-1", Samples.Yuan(1_500_000), Samples.LenderCollects, "RETURN").Said(typeof(PaymentReturned), typeof(PayoffFailed));
        c.PaySeller(2).Said(typeof(PaymentHeld));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));

        c.Done((d, f, p) => RetryPayment.Decide(d, new RetryPayment(1), f, p)).Instruct(1).Answer(1, PaymentAnswer.Settled);
        Assert.That(c.Deadlines["pay:2"].Command, Is.EqualTo(new PaySeller(2)), "the seller is next");
    }

    [Test]
    public void Money_for_a_closed_deal_goes_back()
    {
        var c = Stages.Closed().Credit("IN-7", Samples.Yuan(3), Samples.Buyer.Account).Said(typeof(ExcessReceived));
        c.Instruct(3).Answer(3, PaymentAnswer.Settled);
        Assert.That(c.Deal.Balance, Is.EqualTo(Money.Zero));
    }

    [Test]
    public void A_credit_is_found_by_the_banks_reference() => Assert.That(Stages.Deposited().Keys, Does.Contain(("credit", "IN-1")));

    [TestCase(0)]
    [TestCase(-5)]
    public void A_credit_is_above_zero(long fen) =>
        Stages.Quoted().When((d, f, p) => ReceiveCredit.Decide(d, new ReceiveCredit("IN-1", Money.Cny(fen), Samples.Buyer.Account, ""), f, p)).Refused(EscrowErrors.AmountNotPositive);
}
