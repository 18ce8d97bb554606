namespace Pengcheng.Escrow.Tests;

public sealed class RegistryTests
{
    [Test]
    public void The_notices_make_the_same_whole_in_every_order_however_often_they_come()
    {
        var notices = Stages.Notices(Stages.Submitted(Samples.Open(oldLoans: [Samples.OldBankLoan, Samples.OldFundLoan])).Deal).ToArray();
        foreach (var order in Orders(notices))
        {
            var c = Stages.Submitted(Samples.Open(oldLoans: [Samples.OldBankLoan, Samples.OldFundLoan]));
            foreach (var notice in order.SelectMany(n => new[] { n, order[0], n })) c.Notice(notice);

            Assert.That(c.Events.OfType<RegistrationCompleted>().Count(), Is.EqualTo(1));
            Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.AwaitingDisbursement));
        }
    }

    [Test]
    public void Every_old_mortgage_must_be_cancelled()
    {
        var c = Stages.Submitted(Samples.Open(oldLoans: [Samples.OldBankLoan, Samples.OldFundLoan]));
        foreach (var notice in Stages.Notices(c.Deal).Where(n => n.NoticeId != "N-C1")) c.Notice(notice);

        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.RegistrationSubmitted));
        Assert.That(c.Deal.Registration.Missing, Is.EqualTo(new[] { $"cancellation {Samples.Proof(2)}" }));
    }

    [Test]
    public void A_notice_is_handled_once()
    {
        var c = Stages.Submitted();
        var transfer = Stages.Notices(c.Deal).First();
        c.Notice(transfer).When((d, f, p) => ApplyRegistryNotice.Decide(d, transfer, f, p)).Nothing();
    }

    [Test]
    public void What_is_not_the_deals_own_is_recorded_as_ignored_once()
    {
        var c = Stages.Submitted();
        var transfer = Stages.Notices(c.Deal).First();
        var other = transfer with { NoticeId = "X-1", UnitNo = RealEstateUnitCode.Parse("440304005003GB00012F99999999") };
        Assert.That(c.Notice(other).Single<CallbackIgnored>().Reason, Is.EqualTo("other-unit"));
        c.When((d, f, p) => ApplyRegistryNotice.Decide(d, other, f, p)).Nothing();
        Assert.That(c.Notice(transfer with { NoticeId = "X-2", AcceptanceNo = "ACC-9" }).Single<CallbackIgnored>().Reason, Is.EqualTo("other-application"));
        Assert.That(c.Notice(transfer with { NoticeId = "X-3", CertificateNo = null }).Single<CallbackIgnored>().Reason, Is.EqualTo("incomplete"));
        c.Notice(transfer);
        Assert.That(c.Notice(transfer with { NoticeId = "X-4" }).Single<CallbackIgnored>().Reason, Is.EqualTo("already-registered"));
        Assert.That(Stages.Closed().Notice(transfer with { NoticeId = "X-5" }).Single<CallbackIgnored>().Reason, Is.EqualTo("deal-ended"));
    }

    [Test]
    public void A_rejection_suspends_and_the_parties_may_try_again()
    {
        var c = Stages.Submitted().Notice(Rejection).Said(typeof(RegistrationRejected), typeof(DealSuspended));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Suspended));
        c.When((d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration("ACC-2"), f, p)).Refused(EscrowErrors.OnHold);

        c.Done((d, f, p) => ResumeDeal.Decide(d, new ResumeDeal("R-1"), f, p));
        c.When((d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration("ACC-1"), f, p)).Refused(EscrowErrors.AcceptanceTaken);
        c.Done((d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration("ACC-2"), f, p));
        foreach (var notice in Stages.Notices(c.Deal, "ACC-2")) c.Notice(notice);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.AwaitingDisbursement));
    }

    [Test]
    public void What_is_not_cured_in_fifteen_working_days_is_refunded()
    {
        var c = Stages.Submitted().Notice(Rejection);
        c.When((d, f, p) => ExpireCure.Decide(d, f, p)).Nothing();
        c.Now = c.Deadlines["cure-due"].Due;
        c.Done((d, f, p) => ExpireCure.Decide(d, f, p)).Said(typeof(DealCancelled), typeof(RefundInstructed));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_transfer_and_a_rejection_contradict_each_other_in_either_order(bool rejectionFirst)
    {
        var c = Stages.Submitted();
        var transfer = Stages.Notices(c.Deal).First();
        foreach (var notice in rejectionFirst ? new[] { Rejection, transfer } : [transfer, Rejection]) c.Notice(notice);

        Assert.That(c.Last.OfType<RegistrationInconsistent>(), Is.Not.Empty);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_registration_that_stands_lets_the_deal_go_on_in_whichever_order_the_notices_came(bool rejectionFirst)
    {
        var c = Stages.Submitted();
        var notices = Stages.Notices(c.Deal).ToList();
        foreach (var notice in rejectionFirst ? new[] { Rejection, notices[0] } : [notices[0], Rejection]) c.Notice(notice);
        c.Done((d, f, p) => ResolveRegistration.Decide(d, new ResolveRegistration(false, "R-1"), f, p)).Said([typeof(RegistrationConfirmed), .. rejectionFirst ? new[] { typeof(DealResumed) } : []]);

        foreach (var notice in notices.Skip(1)) c.Notice(notice);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.AwaitingDisbursement));
        Assert.That(c.Deadlines.Keys, Has.None.EqualTo("cure-due").And.None.EqualTo("registration-due"));
    }

    [Test]
    public void While_notices_contradict_each_other_no_money_moves()
    {
        var c = Stages.Registered().Notice(Rejection).Said(typeof(RegistrationInconsistent));
        c.Credit("L-1", Samples.Yuan(3_000_000), Samples.LenderDisburses).Said(typeof(DisbursementHeld));
        c.When((d, f, p) => CancelDeal.Decide(d, new CancelDeal("trustee", "x"), f, p)).Refused(EscrowErrors.TransferAlreadyRegistered);

        c.Done((d, f, p) => ResolveRegistration.Decide(d, new ResolveRegistration(false, "R-1"), f, p)).Said(typeof(RegistrationConfirmed), typeof(LoanDisbursed), typeof(FundingComplete));
        c.Clear().Said(typeof(ClearingPlanFixed), typeof(PaymentInstructed));
    }

    [Test]
    public void A_registration_taken_back_unwinds_the_deal()
    {
        var c = Stages.Registered().Credit("L-1", Samples.Yuan(1_000_000), Samples.LenderDisburses).Notice(Rejection);
        c.Done((d, f, p) => ResolveRegistration.Decide(d, new ResolveRegistration(true, "R-1"), f, p)).Said(typeof(RegistrationReverted), typeof(DealUnwound), typeof(RefundInstructed));

        c.Instruct(1).Answer(1, PaymentAnswer.Settled).Instruct(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Unwound));
        Assert.That(c.Books.Values, Is.All.Zero);
    }

    [Test]
    public void An_acceptance_number_is_as_long_as_the_registrys_notices_may_have_it()
    {
        Stages.Approved().Done((d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration(new string('1', 64)), f, p)).Said(typeof(RegistrationSubmitted));
        Stages.Approved().When((d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration(new string('1', 65)), f, p)).Refused(ChassisErrors.TextInvalid);
    }

    [Test]
    public void Nothing_to_clear_up_is_said() =>
        Stages.Registered().When((d, f, p) => ResolveRegistration.Decide(d, new ResolveRegistration(false, "R"), f, p)).Refused(EscrowErrors.RegistrationConsistent);

    [Test]
    public void A_mortgage_of_others_is_a_contradiction()
    {
        var c = Stages.Submitted();
        c.Notice(new ApplyRegistryNotice("X-1", NoticeKind.MortgageRegistered, Samples.Unit, "ACC-1", MortgageProofNo: Samples.Proof(9), Mortgagee: Samples.Fund)).Said(typeof(RegistrationInconsistent));
    }

    [Test]
    public void A_transfer_after_the_cancellation_stops_the_refund()
    {
        var c = Stages.Submitted().Done((d, f, p) => CancelDeal.Decide(d, new CancelDeal("citizen-buyer", "changed-mind"), f, p));
        c.Notice(Stages.Notices(c.Deal).First()).Said(typeof(TransferRegistered), typeof(RegistrationInconsistent));
        c.Instruct(1).Said(typeof(PaymentHeld));

        c.Done((d, f, p) => ResolveRegistration.Decide(d, new ResolveRegistration(true, "R-1"), f, p)).Said(typeof(RegistrationReverted));
        Assert.That(c.Deadlines, Contains.Key("pay:1"));
        c.Instruct(1).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void An_encumbrance_found_after_the_agreement_suspends_until_the_title_is_clean()
    {
        var c = Stages.Deposited().Done((d, f, p) => ScreenTitle.Decide(d, new ScreenTitle(["seizure"]), f, p)).Said(typeof(TitleScreened), typeof(DealSuspended));
        c.When((d, f, p) => ResumeDeal.Decide(d, new ResumeDeal("R"), f, p)).Refused(EscrowErrors.TitleNotScreened);
        c.Done((d, f, p) => ScreenTitle.Decide(d, new ScreenTitle([]), f, p)).Said(typeof(TitleScreened), typeof(DealResumed));
        Assert.That(c.Deadlines, Contains.Key("registration-due"));
    }

    [Test]
    public void Nobody_applies_before_everything_is_there()
    {
        Stages.Quoted().When(Submit).Refused(EscrowErrors.DepositIncomplete);
        Stages.Deposited().When(Submit).Refused(EscrowErrors.LoanNotApproved);
        Stages.Submitted().When((d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration("ACC-2"), f, p)).Refused(EscrowErrors.WrongState);
        Stages.Submitted().When(Submit).Nothing();
        Stages.Approved().Done((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("O-1", FreezeScope.Whole), f, p)).When(Submit).Refused(EscrowErrors.OnHold);
        Stages.Closed().When((d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration("ACC-2"), f, p)).Refused(EscrowErrors.DealEnded);
        Stages.Effective().Credit("IN-1", null, Samples.Buyer.Account).Done((d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve(), f, p)).When(Submit).Refused(EscrowErrors.QuoteMissing);
    }

    private static ApplyRegistryNotice Rejection => new("N-R", NoticeKind.RegistrationRejected, Samples.Unit, "ACC-1", Reason: "papers");

    private static Decision Submit(Deal d, Facts f, EscrowPolicy p) => SubmitRegistration.Decide(d, new SubmitRegistration("ACC-1"), f, p);

    private static IEnumerable<ApplyRegistryNotice[]> Orders(ApplyRegistryNotice[] all) => all.Length <= 1
        ? [all]
        : all.SelectMany(first => Orders([.. all.Where(n => n != first)]).Select(rest => (ApplyRegistryNotice[])[first, .. rest]));
}
