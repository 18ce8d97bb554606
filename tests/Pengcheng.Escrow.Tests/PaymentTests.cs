namespace Pengcheng.Escrow.Tests;

public sealed class PaymentTests
{
    [Test]
    public void An_unanswered_payment_is_asked_after_and_never_sent_again()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Unknown).Said(typeof(PaymentUnknown));
        Assert.That(c.Deadlines["query:1"].Command, Is.EqualTo(new QueryPayment(1, c.Deal.Payments.Line(1)!.Current!.Reference)));
        c.Instruct(1).Nothing();

        c.Answer(1, PaymentAnswer.Settled).Said(typeof(PaymentSettled), typeof(PayoffSettled), typeof(OldLoansSettled));
    }

    [Test]
    public void Not_found_is_believed_on_the_next_working_day_only()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Unknown).Answer(1, PaymentAnswer.NotFound);
        Assert.That(c.Single<PaymentNotFound>().Final, Is.False);
        Assert.That(c.Deadlines["query:1"].Due, Is.EqualTo(ShenzhenTime.At(new DateOnly(2025, 3, 11), new TimeOnly(9, 0))));
        c.Instruct(1).Nothing();

        c.Advance(1).Answer(1, PaymentAnswer.NotFound);
        Assert.That(c.Single<PaymentNotFound>().Final, Is.True);
        c.Instruct(1);
        Assert.That(c.Single<PaymentInstructed>().Reference, Is.EqualTo($"{c.Deal.DealNo}-1-2"));
    }

    [Test]
    public void Not_found_over_a_weekend_is_believed_on_Monday()
    {
        var c = Stages.Funded().Advance(4).Clear().Answer(1, PaymentAnswer.Unknown);
        c.Now = c.Now.AddDays(2);
        Assert.That(c.Answer(1, PaymentAnswer.NotFound).Single<PaymentNotFound>().Final, Is.False);
        c.Now = c.Now.AddDays(1);
        Assert.That(c.Answer(1, PaymentAnswer.NotFound).Single<PaymentNotFound>().Final, Is.True);
    }

    [Test]
    public void Not_found_counts_from_the_sending_and_not_from_the_instruction()
    {
        var c = Stages.PaidOff().PaySeller(2).Advance(3).Answer(2, PaymentAnswer.Unknown);
        Assert.That(c.Answer(2, PaymentAnswer.NotFound).Single<PaymentNotFound>().Final, Is.False, "the service was down for three days before it sent");
        Assert.That(c.Advance(1).Answer(2, PaymentAnswer.NotFound).Single<PaymentNotFound>().Final, Is.True);
    }

    [Test]
    public void A_payment_given_up_that_was_made_after_all_settles_the_line_and_a_second_one_is_a_claim()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Unknown).Advance(1).Answer(1, PaymentAnswer.NotFound).Instruct(1);
        c.Answer(1, PaymentAnswer.Settled, group: 1).Said(typeof(PayoffReplanned), typeof(PaymentSettled), typeof(PayoffSettled), typeof(OldLoansSettled));
        c.Answer(1, PaymentAnswer.Settled, group: 2).Said(typeof(PaymentSettledTwice), typeof(SecurityIncidentRaised));
        Assert.That(c.Balance(Ledger.Books.Claims), Is.EqualTo(Samples.Yuan(1_500_200).Minor), "the second one was for the next day's quote");
        c.Answer(1, PaymentAnswer.Settled, group: 2).Nothing();
    }

    [Test]
    public void A_payment_found_between_two_references_settles_the_line()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Unknown).Advance(1).Answer(1, PaymentAnswer.NotFound);
        Assert.That(c.Answer(1, PaymentAnswer.Settled).Single<PaymentSettled>().WasInTransit, Is.False);
        c.Instruct(1).Nothing();
    }

    [Test]
    public void Each_answer_counts_once()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Settled);
        c.Answer(1, PaymentAnswer.Settled).Nothing();
        c.Answer(1, PaymentAnswer.Refused, "internal").Nothing();
        c.Answer(1, PaymentAnswer.Unknown).Nothing();
        c.Answer(1, PaymentAnswer.NotFound).Nothing();
        c.Answer(1, PaymentAnswer.Accepted).Nothing();
    }

    [Test]
    public void A_refusal_for_a_passing_reason_is_tried_again_under_a_new_reference()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Refused, "internal").Said(typeof(PaymentRefused), typeof(PayoffFailed));
        Assert.That(c.Deadlines["pay:1"].Due, Is.EqualTo(c.Now.AddHours(1)));
        c.Instruct(1).Answer(1, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.OldLoansSettled));
    }

    [Test]
    public void A_payoff_refused_on_Friday_evening_is_tried_again_on_Monday_morning()
    {
        var c = Stages.Cleared().Sign(1);
        c.Now = ShenzhenTime.At(new DateOnly(2025, 3, 14), new TimeOnly(16, 0));
        c.Answer(1, PaymentAnswer.Refused, "internal");
        Assert.That(c.Deadlines["pay:1"].Due, Is.EqualTo(ShenzhenTime.At(new DateOnly(2025, 3, 17), new TimeOnly(9, 0))));
    }

    [Test]
    public void One_payoff_stands_while_the_other_fails_for_a_day_and_the_seller_waits()
    {
        var c = Stages.Cleared(Samples.Open(oldLoans: [Samples.OldBankLoan, Samples.OldFundLoan])).Answer(1, PaymentAnswer.Settled);
        for (var hour = 0; hour < 24; hour++)
        {
            c.Answer(2, PaymentAnswer.Refused, "internal");
            c.Now = c.Now.AddHours(1);
            c.PaySeller(3).Instruct(2);
        }

        Assert.That(c.Deal.Payments.Line(3)!.State, Is.EqualTo(LineState.Planned));
        c.Answer(2, PaymentAnswer.Settled).PaySeller(3).Answer(3, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Closed));
    }

    [Test]
    public void After_too_many_attempts_a_person_decides()
    {
        var c = Stages.Cleared();
        for (var attempt = 0; attempt < c.Policy.MostPaymentAttempts; attempt++) c.Answer(1, PaymentAnswer.Refused, "internal").Instruct(1);
        Assert.That(c.Single<PaymentHeld>().Reason, Is.EqualTo("too-many-attempts"));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));
        c.Done((d, f, p) => RetryPayment.Decide(d, new RetryPayment(1), f, p)).Instruct(1).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void An_answer_to_nothing_is_refused() =>
        Stages.Cleared().When((d, f, p) => RecordPaymentAnswer.Decide(d, new RecordPaymentAnswer("DY-9-9", PaymentAnswer.Settled), f, p)).Refused(EscrowErrors.PaymentNotKnown);

    [Test]
    public void The_signed_text_can_be_made_again()
    {
        var c = Stages.Cleared();
        var instructed = c.Single<PaymentInstructed>();
        Assert.That(Banks.InstructionText.For(instructed), Is.EqualTo(string.Join('\n',
            "pengcheng-payment-v1", $"{c.Deal.DealNo}-1-1", "4000010229200880001", "308584000013", "9200000001", "Bank B collections", "CNY 1500000.00", "payoff", $"{c.Deal.DealNo} OLD-1")));
    }

    [Test]
    public void A_late_confirmation_is_told_to_a_person_once()
    {
        var c = Stages.Cleared();
        var command = (RemindPayment)c.Deadlines["overdue:1"].Command;
        Assert.That(ShenzhenTime.DateOf(c.Deadlines["overdue:1"].Due), Is.EqualTo(new DateOnly(2025, 3, 13)));
        c.Done((d, f, p) => RemindPayment.Decide(d, command, f, p)).Said(typeof(PaymentOverdue));
        c.When((d, f, p) => RemindPayment.Decide(d, command, f, p)).Nothing();
    }

    [Test]
    public void The_wait_between_queries_doubles()
    {
        var c = Stages.Cleared();
        var waits = Enumerable.Range(0, 10).Select(_ => c.Answer(1, PaymentAnswer.Unknown).Deadlines["query:1"].Due - c.Now).ToList();
        Assert.That(waits.Take(4).Select(w => w.TotalMinutes), Is.EqualTo(new[] { 1, 2, 4, 8 }));
        Assert.That(waits[^1], Is.EqualTo(c.Policy.LongestQueryWait));
    }
}
