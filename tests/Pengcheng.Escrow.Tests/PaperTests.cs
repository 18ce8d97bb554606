namespace Pengcheng.Escrow.Tests;

/// <summary>Joint instructions and judgments: which one holds, and whom none of them passes by.</summary>
public sealed class PaperTests
{
    private static readonly OpenDeal TwoOldLoans = Samples.Open(oldLoans: [Samples.OldBankLoan, Samples.OldFundLoan]);

    [Test]
    public void A_judgment_takes_the_place_of_a_joint_release_that_is_not_yet_paid()
    {
        var c = Freeze(Stages.Deposited()).Done(Joint("J-1", ToSeller(2_000_000))).Instruct(1).Said(typeof(PaymentHeld));
        c.Done(Judgment("(2025) 1", ToBuyer(2_000_000))).Said(typeof(CourtJudgmentApplied));
        Lift(c);
        c.Instruct(1).Nothing();
        Assert.That(c.Instruct(2).Single<PaymentInstructed>().Creditor, Is.EqualTo(Samples.Buyer.Account));
    }

    [Test]
    public void The_same_paper_again_changes_nothing_also_while_it_is_being_paid()
    {
        var c = Stages.Deposited().Done(Judgment("(2025) 1", ToBuyer(1_500_000), ToSeller(500_000)));
        c.When(Judgment("(2025) 1", ToBuyer(1_500_000), ToSeller(500_000))).Nothing();
        c.Instruct(1).When(Judgment("(2025) 1", ToBuyer(1_500_000), ToSeller(500_000))).Nothing();
        c.When(Judgment("(2025) 1", ToSeller(2_000_000))).Refused(EscrowErrors.PaymentsInFlight);
    }

    [Test]
    public void A_judgment_under_the_same_number_with_other_parts_is_another_one()
    {
        var c = Freeze(Stages.Deposited()).Done(Judgment("(2025) 1", ToBuyer(2_000_000)));
        c.Done(Judgment("(2025) 1", ToSeller(2_000_000))).Said(typeof(CourtJudgmentApplied));
    }

    [Test]
    public void A_later_judgment_splits_what_the_earlier_paper_has_not_yet_paid()
    {
        var c = Stages.Deposited().Done(Joint("J-1", ToBuyer(1_500_000), ToSeller(500_000))).Instruct(1).Answer(1, PaymentAnswer.Settled);
        c.When(Judgment("(2025) 1", ToBuyer(2_000_000))).Refused(EscrowErrors.AllocationDiffers);
        c.Done(Judgment("(2025) 1", ToBuyer(500_000))).Said(typeof(CourtJudgmentApplied));
        c.Instruct(3).Answer(3, PaymentAnswer.Settled);
        Assert.That(c.Single<DealFailed>().Refunded, Is.EqualTo(Samples.Yuan(2_000_000)));
        Assert.That(c.Books.Values, Is.All.Zero);
    }

    [Test]
    public void No_joint_release_takes_the_place_of_a_paper_that_is_still_being_paid()
    {
        Freeze(Stages.Deposited()).Done(Joint("J-1", ToSeller(2_000_000))).When(Joint("J-2", ToBuyer(2_000_000))).Refused(EscrowErrors.PaperStands);
        Freeze(Stages.Deposited()).Done(Judgment("(2025) 1", ToSeller(2_000_000))).When(Joint("J-2", ToBuyer(2_000_000))).Refused(EscrowErrors.PaperStands);

        var stuck = Stages.Deposited().Done(Joint("J-1", ToSeller(2_000_000))).Instruct(1).Answer(1, PaymentAnswer.Refused, "account-closed");
        stuck.Done(Joint("J-2", ToBuyer(2_000_000))).Said(typeof(JointReleaseInstruction));
    }

    [Test]
    public void A_loan_that_went_back_under_one_paper_does_not_go_back_again_under_the_next()
    {
        var c = Stages.Submitted().Credit("L-1", Samples.Yuan(3), Samples.LenderDisburses).Done(Joint("J-1", ToSeller(2_000_000)));
        c.Instruct(2).Answer(2, PaymentAnswer.Settled).Instruct(1).Answer(1, PaymentAnswer.Refused, "account-closed");
        c.Done(Judgment("(2025) 1", ToBuyer(2_000_000))).Instruct(3).Answer(3, PaymentAnswer.Settled);
        Assert.That(c.Books.Values, Is.All.Zero);
    }

    [Test]
    public void Every_old_lender_whose_mortgage_is_gone_is_paid_or_has_released_the_money()
    {
        var c = Stages.Registered(TwoOldLoans);
        c.When(Judgment("(2025) 1", ToLender(1_500_000), ToBuyer(500_000))).Refused(EscrowErrors.LenderReleaseMissing);
        Assert.That(c.Refusal!.Values["lender"], Is.EqualTo(Samples.Fund.ToString()));
        c.Done((d, f, p) => ReleaseByLender.Decide(d, new ReleaseByLender(Samples.Fund, "R-1"), f, p));
        c.Done(Judgment("(2025) 1", ToLender(1_500_000), ToBuyer(500_000))).Said(typeof(CourtJudgmentApplied), typeof(DealUnwound));
    }

    [Test]
    public void An_old_lender_is_paid_with_the_interest_up_to_today()
    {
        var c = Stages.Registered().Advance(20);
        var days = c.Facts.Today.DayNumber - ShenzhenTime.DateOf(Samples.Monday).DayNumber;
        c.When(Judgment("(2025) 1", ToLender(1_500_000), ToBuyer(500_000))).Refused(EscrowErrors.LenderReleaseMissing);
        c.Done(Judgment("(2025) 1", ToLender(1_500_000 + days * 200), ToBuyer(500_000 - days * 200))).Said(typeof(CourtJudgmentApplied), typeof(DealUnwound));
        c.Instruct(2).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void A_paper_that_came_before_the_registration_does_not_pass_the_old_lender_by_after_it()
    {
        var c = Freeze(Stages.Submitted()).Done(Joint("J-1", ToBuyer(2_000_000)));
        foreach (var notice in Stages.Notices(c.Deal)) c.Notice(notice);
        Lift(c);
        Assert.That(c.Instruct(1).Single<PaymentHeld>().Reason, Is.EqualTo(PaymentGate.SecurityGone));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));

        c.Done((d, f, p) => ReleaseByLender.Decide(d, new ReleaseByLender(Samples.BankB, "R-1"), f, p));
        Assert.That(c.Deadlines, Contains.Key("pay:1"));
        c.Instruct(1).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void What_waited_for_an_old_lender_goes_on_when_it_is_paid()
    {
        var c = Freeze(Stages.Submitted()).Done(Joint("J-1", ToBuyer(498_000), ToLender(1_502_000)));
        foreach (var notice in Stages.Notices(c.Deal)) c.Notice(notice);
        Lift(c);
        c.Instruct(2).Advance(9).Instruct(1).Said(typeof(PaymentHeld));
        c.Deadlines.Clear();
        c.Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Deadlines, Contains.Key("pay:1"));
        c.Instruct(1).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void A_stranger_whose_money_was_set_apart_is_no_payee()
    {
        var c = Stages.Deposited().Credit("IN-9", Money.Cny(1), Samples.Stranger);
        c.When(Joint("J-1", new Allocation(Samples.Stranger, Samples.Yuan(2_000_000)))).Refused(EscrowErrors.PayeeNotAllowed);
    }

    private static Allocation ToBuyer(long yuan) => new(Samples.Buyer.Account, Samples.Yuan(yuan));

    private static Allocation ToSeller(long yuan) => new(Samples.Seller.Account, Samples.Yuan(yuan));

    private static Allocation ToLender(long yuan) => new(Samples.LenderCollects, Samples.Yuan(yuan));

    private static Func<Deal, Facts, EscrowPolicy, Decision> Joint(string no, params ImmutableList<Allocation> parts) =>
        (d, f, p) => JointRelease.Decide(d, new JointRelease(no, parts), f, p);

    private static Func<Deal, Facts, EscrowPolicy, Decision> Judgment(string no, params ImmutableList<Allocation> parts) =>
        (d, f, p) => ApplyJudgment.Decide(d, new ApplyJudgment(no, parts), f, p);

    private static Case Freeze(Case c) => c.Done((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("O-1", FreezeScope.Whole), f, p));

    private static Case Lift(Case c) => c.Done((d, f, p) => UnfreezeDeal.Decide(d, new UnfreezeDeal("O-1"), f, p));
}
