namespace Pengcheng.Escrow.Tests;

public sealed class ModesTests
{
    [Test]
    public void Sequential_the_loan_pays_off_the_old_one_before_its_mortgage_is_cancelled()
    {
        var c = Stages.Submitted(Samples.Open(RegistrationMode.SequentialMortgage));
        var notices = Stages.Notices(c.Deal).ToList();
        c.Notice(notices[0]);
        Assert.That(c.Deal.LendersMayDisburse, Is.False);
        c.Notice(notices[2]);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.AwaitingDisbursement));

        c.Credit("L-1", Samples.Yuan(3_000_000), Samples.LenderDisburses).Clear().Answer(1, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.OldLoansSettled));
        Assert.That(c.PaySeller(2).Single<PaymentHeld>().Reason, Is.EqualTo("registration-incomplete"), "I2: not before T, C and N");

        c.Done((d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration("ACC-2"), f, p));
        c.Notice(notices[1] with { AcceptanceNo = "ACC-2" }).Said(typeof(OldMortgageCancelled), typeof(RegistrationCompleted));
        Assert.That(c.Deadlines["pay:2"].Command, Is.EqualTo(new PaySeller(2)));
        c.PaySeller(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Closed));
    }

    [Test]
    public void Pre_notices_let_the_lenders_disburse_and_the_seller_waits_for_the_conversion()
    {
        var c = Stages.Submitted(Samples.Open(RegistrationMode.DoublePreNotice));
        c.Notice(Advance("A-1", "mortgage"));
        Assert.That(c.Deal.LendersMayDisburse, Is.False);
        c.Notice(Advance("A-2", "transfer"));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.AwaitingDisbursement));

        c.Credit("L-1", Samples.Yuan(3_000_000), Samples.LenderDisburses).Clear().Answer(1, PaymentAnswer.Settled);
        c.When((d, f, p) => CancelDeal.Decide(d, new CancelDeal("citizen-buyer", "changed-mind"), f, p)).Refused(EscrowErrors.ClearingBegun);
        c.PaySeller(2).Said(typeof(PaymentHeld));
        c.Done((d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration("ACC-2"), f, p));
        foreach (var notice in Stages.Notices(c.Deal, "ACC-2")) c.Notice(notice);
        c.PaySeller(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Closed));
    }

    [Test]
    public void Pre_notices_can_be_called_off_before_the_transfer()
    {
        var c = Stages.Submitted(Samples.Open(RegistrationMode.DoublePreNotice)).Notice(Advance("A-1", "mortgage")).Notice(Advance("A-2", "transfer"));
        c.Credit("L-1", Samples.Yuan(1_000_000), Samples.LenderDisburses);

        c.Done((d, f, p) => CancelDeal.Decide(d, new CancelDeal("citizen-buyer", "changed-mind"), f, p));
        Assert.That(c.Single<RefundInstructed>().Lines.Select(l => l.Payee), Is.EqualTo(new[] { Samples.Buyer.Account, Samples.LenderDisburses }));
    }

    [Test]
    public void Simultaneously_nothing_is_disbursed_before_all_three()
    {
        var c = Stages.Submitted();
        foreach (var notice in Stages.Notices(c.Deal).SkipLast(1)) c.Notice(notice);
        c.Credit("L-1", Samples.Yuan(3_000_000), Samples.LenderDisburses).Said(typeof(DisbursementHeld));
        c.Clear().Nothing();
    }

    [Test]
    public void An_advance_notice_says_what_it_secures() =>
        Assert.That(Stages.Submitted().Notice(Advance("A-1", "garden")).Single<CallbackIgnored>().Reason, Is.EqualTo("incomplete"));

    private static ApplyRegistryNotice Advance(string id, string right) => new(id, NoticeKind.AdvanceNoticeRegistered, Samples.Unit, "ACC-1", Right: right);
}
