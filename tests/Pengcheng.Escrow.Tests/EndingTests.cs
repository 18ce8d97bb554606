namespace Pengcheng.Escrow.Tests;

public sealed class EndingTests
{
    [Test]
    public void A_deal_called_off_before_the_transfer_gives_everything_back_to_where_it_came_from()
    {
        var c = Stages.Approved().Credit("T-1", Samples.Yuan(9), Samples.Seller.Account).Done((d, f, p) => CancelDeal.Decide(d, new CancelDeal("citizen-buyer", "changed-mind"), f, p));
        Assert.That(c.Single<RefundInstructed>().Lines.Select(l => (l.Payee, l.Amount)), Is.EqualTo(new[] { (Samples.Buyer.Account, Samples.Yuan(2_000_000)), (Samples.Seller.Account, Samples.Yuan(9)) }));

        c.Instruct(1).Answer(1, PaymentAnswer.Settled).Instruct(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Single<DealFailed>(), Is.EqualTo(new DealFailed("cancelled", "changed-mind", Samples.Yuan(2_000_009))));
        Assert.That(c.Deadlines, Is.Empty);
        c.When((d, f, p) => CancelDeal.Decide(d, new CancelDeal("citizen-buyer", "changed-mind"), f, p)).Nothing();
    }

    [Test]
    public void A_deal_without_money_is_over_at_once() =>
        Stages.Effective().Done((d, f, p) => CancelDeal.Decide(d, new CancelDeal("trustee", "x"), f, p)).Said(typeof(DealCancelled), typeof(DealFailed));

    [Test]
    public void After_the_transfer_nobody_calls_the_deal_off()
    {
        Stages.Submitted().Notice(Stages.Notices(Stages.Submitted().Deal).First()).When(Cancel).Refused(EscrowErrors.TransferAlreadyRegistered);
        Stages.Cleared().When(Cancel).Refused(EscrowErrors.TransferAlreadyRegistered);
        Stages.Closed().When(Cancel).Refused(EscrowErrors.DealEnded);
    }

    [Test]
    public void After_an_old_mortgage_is_gone_nobody_calls_the_deal_off()
    {
        var c = Stages.Submitted();
        c.Notice(Stages.Notices(c.Deal).First(n => n.Kind == NoticeKind.MortgageCancelled)).When(Cancel).Refused(EscrowErrors.TransferAlreadyRegistered);
    }

    [Test]
    public void A_late_deposit_is_extended_once_and_then_lapses_with_a_full_refund()
    {
        var c = Stages.Quoted().Credit("IN-1", Samples.Yuan(1), Samples.Buyer.Account);
        var first = c.Deadlines["deposit-due"];
        Assert.That(ShenzhenTime.DateOf(first.Due), Is.EqualTo(new DateOnly(2025, 3, 18)), "the day after the fifth working day");
        c.When((d, f, p) => ExpireDeposit.Decide(d, (ExpireDeposit)first.Command, f, p)).Nothing();

        c.Now = first.Due;
        c.Done((d, f, p) => ExpireDeposit.Decide(d, (ExpireDeposit)first.Command, f, p)).Said(typeof(DepositExtended));
        var second = c.Deadlines["deposit-due"];
        c.Now = second.Due;
        c.When((d, f, p) => ExpireDeposit.Decide(d, (ExpireDeposit)first.Command, f, p)).Nothing();
        c.Done((d, f, p) => ExpireDeposit.Decide(d, (ExpireDeposit)second.Command, f, p)).Said(typeof(Lapsed), typeof(RefundInstructed));
        c.Instruct(1).Answer(1, PaymentAnswer.Settled);
        Assert.That(c.Single<DealFailed>(), Is.EqualTo(new DealFailed("lapsed", "deposit-late", Samples.Yuan(1))));
    }

    [Test]
    public void A_timer_that_comes_too_late_does_nothing()
    {
        var c = Stages.Closed().Advance(100);
        foreach (var decide in new Func<Deal, Facts, EscrowPolicy, Decision>[]
        {
            (d, f, p) => ExpireAgreement.Decide(d, f, p), (d, f, p) => ExpireDeposit.Decide(d, new ExpireDeposit(new DateOnly(2025, 3, 17)), f, p),
            (d, f, p) => ExpireRegistrationWindow.Decide(d, f, p), (d, f, p) => ExpireUnusedDeal.Decide(d, f, p),
            (d, f, p) => ExpireLoanApproval.Decide(d, new ExpireLoanApproval(Samples.BankA, new DateOnly(2025, 6, 30)), f, p), (d, f, p) => ExpireLenderSearch.Decide(d, new ExpireLenderSearch(Samples.BankA), f, p),
            (d, f, p) => ExpireCure.Decide(d, f, p), (d, f, p) => RemindRegistryDecision.Decide(d, f, p),
            (d, f, p) => RemindDisbursement.Decide(d, f, p), (d, f, p) => EscalateDisbursement.Decide(d, f, p),
            (d, f, p) => DisputeDisbursement.Decide(d, f, p), (d, f, p) => RemindPayment.Decide(d, new RemindPayment(1, "x"), f, p),
            (d, f, p) => InstructPayment.Decide(d, new InstructPayment(1), new PaymentFacts(true), f, p), (d, f, p) => PaySeller.Decide(d, new PaySeller(2), new PaymentFacts(true, new NameCheck(true, true)), f, p),
        }) c.When(decide).Nothing();
    }

    [Test]
    public void Nobody_at_the_registry_in_twenty_working_days_lapses()
    {
        var c = Stages.Approved();
        c.Now = c.Deadlines["registration-due"].Due;
        c.Done((d, f, p) => ExpireRegistrationWindow.Decide(d, f, p)).Said(typeof(Lapsed), typeof(RefundInstructed));
    }

    [Test]
    public void A_lender_that_does_not_disburse_is_reminded_reported_and_then_disputed()
    {
        var c = Stages.Registered();
        Assert.That(new[] { "disburse-remind", "disburse-escalate", "disburse-dispute" }.Select(k => ShenzhenTime.DateOf(c.Deadlines[k].Due)),
            Is.EqualTo(new[] { new DateOnly(2025, 3, 18), new DateOnly(2025, 3, 25), new DateOnly(2025, 4, 9) }), "the day after 5, 10 and 20 working days, Tomb-Sweeping Day off");
        c.Done((d, f, p) => RemindDisbursement.Decide(d, f, p)).Said(typeof(DisbursementReminderSent));
        c.Done((d, f, p) => EscalateDisbursement.Decide(d, f, p)).Said(typeof(DisbursementEscalated));
        c.Done((d, f, p) => DisputeDisbursement.Decide(d, f, p)).Said(typeof(DisputeOpened));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.InDispute));
    }

    [Test]
    public void A_registry_that_is_late_is_asked_once()
    {
        var c = Stages.Submitted().Done((d, f, p) => RemindRegistryDecision.Decide(d, f, p)).Said(typeof(RegistrationDecisionOverdue));
        c.When((d, f, p) => RemindRegistryDecision.Decide(d, f, p)).Nothing();
    }

    [Test]
    public void A_forfeited_deposit_is_split_only_as_both_parties_say()
    {
        var c = Stages.Deposited();
        c.When((d, f, p) => JointRelease.Decide(d, new JointRelease("J-1", [new(Samples.Buyer.Account, Samples.Yuan(1_999_999))]), f, p)).Refused(EscrowErrors.AllocationDiffers);
        c.When((d, f, p) => JointRelease.Decide(d, new JointRelease("J-1", [new(Samples.Stranger, Samples.Yuan(2_000_000))]), f, p)).Refused(EscrowErrors.PayeeNotAllowed);
        c.When((d, f, p) => JointRelease.Decide(d, new JointRelease("J-1", [new(Samples.Buyer.Account, Samples.Yuan(2_000_001)), new(Samples.Seller.Account, Samples.Yuan(-1))]), f, p)).Refused(EscrowErrors.AmountNotPositive);

        c.Done((d, f, p) => JointRelease.Decide(d, new JointRelease("J-1", [new(Samples.Buyer.Account, Samples.Yuan(1_900_000)), new(Samples.Seller.Account, Samples.Yuan(100_000))]), f, p))
            .Said(typeof(JointReleaseInstruction), typeof(DealCancelled));
        c.Instruct(1).Answer(1, PaymentAnswer.Settled).Instruct(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Single<DealFailed>().Refunded, Is.EqualTo(Samples.Yuan(1_900_000)));
        Assert.That(c.Books.Values, Is.All.Zero);
    }

    [Test]
    public void A_judgment_replaces_a_refund_that_waits()
    {
        var c = Stages.Deposited().Done(Cancel).Done((d, f, p) => OpenDispute.Decide(d, new OpenDispute("earnest-money"), f, p)).Instruct(1).Said(typeof(PaymentHeld));
        c.Done((d, f, p) => ApplyJudgment.Decide(d, new ApplyJudgment("(2025) 1", [new(Samples.Seller.Account, Samples.Yuan(2_000_000))]), f, p)).Said(typeof(CourtJudgmentApplied));
        Assert.That(c.Deal.Payments.Line(1)!.State, Is.EqualTo(LineState.Superseded));
        c.Instruct(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Single<DealFailed>(), Is.EqualTo(new DealFailed("cancelled", "changed-mind", Money.Zero)), "nothing of it is a refund");
    }

    [Test]
    public void No_paper_takes_the_money_of_an_old_lender_whose_mortgage_is_gone()
    {
        var c = Stages.Registered();
        var toBuyer = new ApplyJudgment("(2025) 1", [new(Samples.Buyer.Account, Samples.Yuan(2_000_000))]);
        c.When((d, f, p) => ApplyJudgment.Decide(d, toBuyer, f, p)).Refused(EscrowErrors.LenderReleaseMissing);
        c.Done((d, f, p) => ReleaseByLender.Decide(d, new ReleaseByLender(Samples.BankB, "R-1"), f, p));
        c.Done((d, f, p) => ApplyJudgment.Decide(d, toBuyer, f, p)).Said(typeof(CourtJudgmentApplied), typeof(DealUnwound));
        c.Instruct(1).Answer(1, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Unwound));
    }

    [Test]
    public void A_paper_waits_for_payments_on_their_way() =>
        Stages.Cleared().When((d, f, p) => JointRelease.Decide(d, new JointRelease("J-1", [new(Samples.Seller.Account, Samples.Yuan(3_500_000))]), f, p)).Refused(EscrowErrors.PaymentsInFlight);

    private static Decision Cancel(Deal d, Facts f, EscrowPolicy p) => CancelDeal.Decide(d, new CancelDeal("citizen-buyer", "changed-mind"), f, p);
}
