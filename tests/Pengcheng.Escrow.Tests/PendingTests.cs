namespace Pengcheng.Escrow.Tests;

/// <summary>The registry is quicker than the office, or slower than second thoughts.</summary>
public sealed class PendingTests
{
    [TestCase("N-T")]
    [TestCase("N-C0")]
    public void What_the_registry_told_of_before_the_office_recorded_it_keeps_the_deal_from_being_called_off(string notice)
    {
        var c = Parked(Stages.Approved(), notice);
        c.When(Cancel).Refused(EscrowErrors.OnHold);
        Assert.That(c.Refusal!.Values["reason"], Is.EqualTo(PaymentGate.NoticeParked));
    }

    [Test]
    public void No_term_ends_a_deal_whose_transfer_was_told_and_is_not_recorded()
    {
        var c = Parked(Stages.Approved(), "N-T").Advance(100);
        c.When((d, f, p) => ExpireRegistrationWindow.Decide(d, f, p)).Nothing();
        c.When((d, f, p) => ExpireUnusedDeal.Decide(d, f, p)).Nothing();

        var unsigned = Parked(Stages.Screened(), "N-T").Advance(10);
        unsigned.When((d, f, p) => ExpireAgreement.Decide(d, f, p)).Nothing();

        var refused = Parked(Stages.Approved().Done((d, f, p) => RefuseLoan.Decide(d, new RefuseLoan(Samples.BankA, "income"), f, p)), "N-T").Advance(20);
        refused.When((d, f, p) => ExpireLenderSearch.Decide(d, new ExpireLenderSearch(Samples.BankA), f, p)).Nothing();

        var suspended = Parked(Stages.Approved().Done((d, f, p) => ScreenTitle.Decide(d, new ScreenTitle(["seizure"]), f, p)), "N-T").Advance(20);
        suspended.When((d, f, p) => ExpireCure.Decide(d, f, p)).Said(typeof(DisputeOpened));
    }

    [Test]
    public void A_lender_is_held_to_its_word_once_a_transfer_was_told_and_again_not_when_it_is_put_aside()
    {
        var c = Parked(Stages.Approved(), "N-T");
        var word = c.Deadlines[$"approval:{Samples.BankA}"];
        c.When((d, f, p) => RefuseLoan.Decide(d, new RefuseLoan(Samples.BankA, "income"), f, p)).Refused(EscrowErrors.OnHold);
        c.Now = word.Due;
        c.Deadlines.Remove($"approval:{Samples.BankA}");
        c.When((d, f, p) => ExpireLoanApproval.Decide(d, (ExpireLoanApproval)word.Command, f, p)).Nothing();

        c.Done(Withdraw("ACC-1"));
        Assert.That(c.Deadlines[$"approval:{Samples.BankA}"], Is.EqualTo(word));
        c.When((d, f, p) => ExpireLoanApproval.Decide(d, (ExpireLoanApproval)word.Command, f, p)).Said(typeof(LoanApprovalExpired));
    }

    [Test]
    public void A_transfer_told_after_the_deal_was_called_off_stops_the_refund_also_under_an_application_that_is_not_recorded()
    {
        var c = Parked(Stages.Approved().Done(Cancel), "N-T").Instruct(1);
        Assert.That(c.Single<PaymentHeld>().Reason, Is.EqualTo(PaymentGate.NoticeParked));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));

        c.Done(Submit("ACC-1")).Notice(Stages.Notices(c.Deal).First()).Said(typeof(TransferRegistered), typeof(RegistrationInconsistent));
        c.Instruct(1);
        Assert.That(c.Deal.Payments.Line(1)!.Held, Is.EqualTo("registration-inconsistent"));
    }

    [Test]
    public void A_transfer_told_while_the_refund_is_on_its_way_keeps_the_deal_from_ending()
    {
        var c = Parked(Stages.Approved().Done(Cancel).Instruct(1).Sign(1), "N-T").Answer(1, PaymentAnswer.Settled).Said(typeof(PaymentSettled), typeof(RefundSettled));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));
        c.Done(Withdraw("ACC-1")).Said(typeof(ApplicationWithdrawn), typeof(DealFailed));
    }

    [Test]
    public void A_transfer_told_and_not_recorded_stops_what_a_paper_gives_back()
    {
        var c = Parked(Stages.Approved(), "N-C0");
        c.Done((d, f, p) => JointRelease.Decide(d, new JointRelease("J-1", [new(Samples.Buyer.Account, Samples.Yuan(2_000_000))]), f, p)).Instruct(1);
        Assert.That(c.Single<PaymentHeld>().Reason, Is.EqualTo(PaymentGate.NoticeParked));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));
    }

    [Test]
    public void What_a_paper_gives_back_goes_on_when_the_office_has_caught_up_with_the_registry()
    {
        var c = Parked(Stages.Approved(), "N-T");
        c.Done((d, f, p) => JointRelease.Decide(d, new JointRelease("J-1", [new(Samples.Seller.Account, Samples.Yuan(2_000_000))]), f, p)).Instruct(1).Said(typeof(PaymentHeld));
        c.Done(Submit("ACC-1"));
        c.Deadlines.Clear();
        c.Notice(Stages.Notices(c.Deal).First()).Said(typeof(TransferRegistered));
        Assert.That(c.Deadlines, Contains.Key("pay:1"));
        c.Instruct(1).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void What_the_registry_told_of_already_is_recorded_whatever_the_deal_lacks()
    {
        var c = Parked(Stages.Quoted(), "N-T");
        c.When(Submit("ACC-2")).Refused(EscrowErrors.DepositIncomplete);
        c.Done(Submit("ACC-1")).Said(typeof(RegistrationSubmitted));
        Assert.That(c.Deadlines, Contains.Key("notice:N-T"));
    }

    [Test]
    public void Notices_that_are_not_the_deals_are_put_aside_by_a_paper_and_its_terms_run_again()
    {
        var c = Parked(Stages.Quoted(), "N-T");
        c.Deadlines.Clear();
        c.Done(Withdraw("ACC-1")).Said(typeof(ApplicationWithdrawn));
        Assert.That(c.Deadlines.Keys, Is.EquivalentTo(new[] { "unused-due", "deposit-due" }));
        c.When((d, f, p) => ParkNotice.Decide(d, Stages.Notices(d).First(), f, p)).Nothing();
        c.Done(Cancel).Said(typeof(DealCancelled), typeof(DealFailed));
    }

    [Test]
    public void Nothing_is_paid_back_while_the_registry_may_still_transfer_the_home()
    {
        var c = Stages.Submitted().Done(Cancel).Said(typeof(DealCancelled), typeof(RefundInstructed)).Instruct(1);
        Assert.That(c.Single<PaymentHeld>().Reason, Is.EqualTo(PaymentGate.ApplicationPending));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));

        foreach (var notice in Stages.Notices(c.Deal)) c.Notice(notice);
        Assert.That(c.Deal.Registration.Inconsistent, Is.Not.Null);
        c.Instruct(1);
        Assert.That(c.Deal.Payments.Line(1)!.Held, Is.EqualTo("registration-inconsistent"));
    }

    [Test]
    public void A_rejection_sets_the_refund_free()
    {
        var c = Stages.Submitted().Done(Cancel).Instruct(1).Said(typeof(PaymentHeld));
        c.Deadlines.Clear();
        c.Notice(new ApplyRegistryNotice("N-R", NoticeKind.RegistrationRejected, Samples.Unit, "ACC-1", Reason: "withdrawn")).Said(typeof(RegistrationRejected));
        Assert.That(c.Deadlines, Contains.Key("pay:1"));
        c.Instruct(1).Answer(1, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Refunded));
    }

    [Test]
    public void An_application_that_was_withdrawn_sets_the_refund_free_and_its_number_stays_the_deals()
    {
        var c = Stages.Submitted().Done(Cancel).Instruct(1).Said(typeof(PaymentHeld)).Done(Withdraw("ACC-1"));
        c.When(Withdraw("ACC-1")).Nothing();
        Assert.That(c.Keys, Does.Contain(("acceptance", "ACC-1")));
        c.Notice(Stages.Notices(c.Deal).First()).Said(typeof(TransferRegistered), typeof(RegistrationInconsistent));
        c.Instruct(1).Said(typeof(PaymentHeld));
    }

    [TestCase("N-T")]
    [TestCase("N-C0")]
    public void What_the_registry_did_after_everything_went_back_is_an_incident(string notice)
    {
        var c = Stages.Submitted().Done(Cancel).Done(Withdraw("ACC-1")).Instruct(1).Answer(1, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Refunded));

        c.Notice(Stages.Notices(c.Deal).First(n => n.NoticeId == notice)).Said(typeof(CallbackIgnored), typeof(SecurityIncidentRaised));
        Assert.That(c.Single<SecurityIncidentRaised>().Kind, Is.EqualTo("registered-after-the-end"));
        Assert.That((c.Deal.Status, c.Deal.Stage), Is.EqualTo((DealStatus.ManualIntervention, DealStatus.Refunded)));
        c.Done((d, f, p) => ResolveIncident.Decide(d, new ResolveIncident($"notice:{notice}", "R-1"), f, p));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Refunded));
    }

    [Test]
    public void A_paper_does_not_wait_for_the_registry()
    {
        var c = Stages.Submitted().Done((d, f, p) => JointRelease.Decide(d, new JointRelease("J-1", [new(Samples.Buyer.Account, Samples.Yuan(2_000_000))]), f, p));
        c.Instruct(1).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void An_application_with_advance_notices_only_can_be_withdrawn()
    {
        var c = Stages.Submitted(Samples.Open(RegistrationMode.DoublePreNotice)).Notice(new ApplyRegistryNotice("N-A", NoticeKind.AdvanceNoticeRegistered, Samples.Unit, "ACC-1", Right: "transfer"));
        c.Done(Cancel).When(Withdraw("ACC-1", mistyped: true)).Refused(EscrowErrors.ApplicationUsed);
        c.Done(Withdraw("ACC-1")).Instruct(1).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void A_mistyped_number_is_taken_back_and_is_free_for_the_deal_that_it_belongs_to()
    {
        var c = Stages.Submitted();
        c.When(Withdraw("ACC-9", mistyped: true)).Refused(EscrowErrors.ApplicationUnknown);
        c.Done(Withdraw("ACC-1", mistyped: true)).Said(typeof(ApplicationWithdrawn));
        Assert.That(c.Keys, Does.Not.Contain(("acceptance", "ACC-1")));
        Assert.That(c.Deadlines.Keys, Does.Contain("registration-due").And.Not.Contains("registry-decision"));

        c.Done(Submit("ACC-2"));
        foreach (var notice in Stages.Notices(c.Deal, "ACC-2")) c.Notice(notice);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.AwaitingDisbursement));
        c.When(Withdraw("ACC-2", mistyped: true)).Refused(EscrowErrors.ApplicationUsed);
    }

    [Test]
    public void A_later_application_that_is_rejected_leaves_the_reminder_to_people()
    {
        var c = Stages.Submitted(Samples.Open(RegistrationMode.SequentialMortgage)).Notice(Stages.Notices(Stages.Submitted().Deal).First());
        c.Done((d, f, p) => RemindRegistryDecision.Decide(d, f, p)).Done(Submit("ACC-2"));
        c.Notice(new ApplyRegistryNotice("N-R", NoticeKind.RegistrationRejected, Samples.Unit, "ACC-2", Reason: "papers")).Said(typeof(RegistrationRejected));
        Assert.That(c.Deadlines, Contains.Key("registry-decision"));
        c.Notice(new ApplyRegistryNotice("N-N0", NoticeKind.MortgageRegistered, Samples.Unit, "ACC-1", MortgageProofNo: Samples.Proof(9), Mortgagee: Samples.BankA));
        c.Done((d, f, p) => RemindRegistryDecision.Decide(d, f, p)).Said(typeof(RegistrationDecisionOverdue));
    }

    private static Case Parked(Case c, string notice) =>
        c.Done((d, f, p) => ParkNotice.Decide(d, Stages.Notices(d).First(n => n.NoticeId == notice), f, p)).Said(typeof(NoticeParked));

    private static Decision Cancel(Deal d, Facts f, EscrowPolicy p) => CancelDeal.Decide(d, new CancelDeal("citizen-buyer", "changed-mind"), f, p);

    private static Func<Deal, Facts, EscrowPolicy, Decision> Submit(string acceptanceNo) => (d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration(acceptanceNo), f, p);

    private static Func<Deal, Facts, EscrowPolicy, Decision> Withdraw(string acceptanceNo, bool mistyped = false) =>
        (d, f, p) => WithdrawApplication.Decide(d, new WithdrawApplication(acceptanceNo, "R-1", mistyped), f, p);
}
