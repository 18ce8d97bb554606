using Pengcheng.Escrow.Accounts;

namespace Pengcheng.Escrow.Tests;

public sealed class AccountTests
{
    private static readonly DateOnly Day = new(2025, 3, 10);
    private static readonly Facts Facts = new(Samples.Monday.AddDays(2), WorkingCalendar.Default);

    [Test]
    public void A_statement_that_says_what_the_ledger_says_is_reconciled() =>
        Assert.That(Answer(null, Statement(100, ("B-1", null, 120), ("B-2", "P-1", -20)), Ledger([("B-1", 120), ("P-1", -20)])), Is.TypeOf<StatementReconciled>());

    [Test]
    public void A_fen_more_or_less_breaks_it()
    {
        var broken = (ReconciliationBroken)Answer(null, Statement(101, ("B-1", null, 121), ("B-2", "P-1", -20)), Ledger([("B-1", 120), ("P-1", -20)]))!;
        Assert.That(broken.Difference, Is.EqualTo(Money.Cny(1)));
        Assert.That(broken.Items, Has.Count.EqualTo(1));
    }

    [Test]
    public void Two_differences_that_cancel_out_are_two_differences()
    {
        var broken = (ReconciliationBroken)Answer(null, Statement(240, ("B-1", null, 121), ("B-2", null, 119)), Ledger([("B-1", 120), ("B-2", 120)]))!;
        Assert.That(broken.Difference, Is.EqualTo(Money.Zero));
        Assert.That(broken.Items, Has.Count.EqualTo(2));
    }

    [Test]
    public void What_is_missing_on_either_side_breaks_it()
    {
        Assert.That(Answer(null, Statement(120, ("B-1", null, 120)), Ledger([])), Is.TypeOf<ReconciliationBroken>());
        Assert.That(Answer(null, Statement(0), Ledger([("B-1", 120)])), Is.TypeOf<ReconciliationBroken>());
        Assert.That(Answer(null, Statement(1), Ledger([])), Is.TypeOf<ReconciliationBroken>(), "entries that do not make the balance");
    }

    [Test]
    public void A_payment_that_the_bank_has_made_and_not_yet_confirmed_is_in_transit()
    {
        var reconciled = (StatementReconciled)Answer(null, Statement(-20, ("B-2", "P-1", -20)), Ledger([], inTransit: [("P-1", 20)]))!;
        Assert.That(reconciled.InTransit, Is.EqualTo(new[] { "P-1" }));
        Assert.That(Answer(null, Statement(-21, ("B-2", "P-1", -21)), Ledger([], inTransit: [("P-1", 20)])), Is.TypeOf<ReconciliationBroken>());
    }

    [Test]
    public void Parts_of_one_credit_are_one_entry() =>
        Assert.That(Answer(null, Statement(120, ("B-1", null, 120)), Ledger([("B-1", 100), ("B-1", 20)])), Is.TypeOf<StatementReconciled>());

    [Test]
    public void A_day_opens_as_the_day_before_closed()
    {
        var account = EscrowAccount.Evolve(null, new StatementReconciled(Day.AddDays(-1), Money.Cny(5), []));
        Assert.That(Answer(account, Statement(0), Ledger([])), Is.TypeOf<ReconciliationBroken>());
    }

    [Test]
    public void A_day_that_is_not_over_is_told_and_breaks_nothing()
    {
        var during = Facts with { Now = Samples.Monday };
        ReconcileStatement Compare(long closing) => new(Statement(closing, ("B-1", null, closing)), Ledger([("B-1", 120)]), []);
        Assert.That(ReconcileStatement.Decide(null, Compare(120), during).Events, Is.Empty);
        Assert.That(ReconcileStatement.Differs(null, Compare(120)), Is.Null);
        Assert.That(ReconcileStatement.Decide(null, Compare(121), during).Events, Is.Empty, "an advice may be on its way");
        Assert.That(ReconcileStatement.Differs(null, Compare(121))!.Difference, Is.EqualTo(Money.Cny(1)));
    }

    [Test]
    public void A_payment_that_the_bank_debits_on_two_days_is_a_difference()
    {
        var after = Facts with { Now = Facts.Now.AddDays(1) };
        var next = new Statement(Day.AddDays(1), Money.Cny(-20), Money.Cny(-40), [new StatementEntry("B-9", "P-1", Money.Cny(-20))]);
        var first = new StatementEntry("B-2", "P-1", Money.Cny(-20));

        var booked = Fold(null, Decide(null, Statement(-20, ("B-2", "P-1", -20)), Ledger([("P-1", -20)])));
        var again = new ReconcileStatement(next, new LedgerDay([], [new LedgerEntry("P-1", Money.Cny(-20))], []), [first]);
        Assert.That(ReconcileStatement.Decide(booked, again, after).Events.Single(), Has.Property("Difference").EqualTo(Money.Cny(-20)));
        Assert.That(ReconcileStatement.Decide(booked, again with { Before = [] }, after).Events.Single(), Is.TypeOf<StatementReconciled>(), "where the first was not shown");

        var inTransit = Fold(null, Decide(null, Statement(-20, ("B-2", "P-1", -20)), Ledger([], inTransit: [("P-1", 20)])));
        foreach (var ledger in (LedgerDay[])[Ledger([], inTransit: [("P-1", 20)]), Ledger([("P-1", -20)])])
            Assert.That(ReconcileStatement.Decide(inTransit, new ReconcileStatement(next, ledger, []), after).Events.Single(), Has.Property("Difference").EqualTo(Money.Cny(-20)));
        Assert.That(Decide(inTransit, Statement(-20, ("B-2", "P-1", -20)), Ledger([("P-1", -20)])).Events, Is.Empty, "the same day compared again is the same day");
    }

    [Test]
    public void Two_people_resolve_a_difference_and_it_does_not_come_back()
    {
        var statement = Statement(1, ("B-1", null, 1));
        var account = Fold(null, Decide(null, statement, Ledger([])));
        Assert.That(account!.IsInOrder, Is.False);
        Assert.That(Decide(account, statement, Ledger([])).Events, Is.Empty, "told once");

        account = Fold(account, ProposeResolution.Decide(account, new ProposeResolution("P-1", "bank error, corrected tomorrow", "maker")));
        Assert.That(ApproveResolution.Decide(account, new ApproveResolution("P-1", "maker")).Refusal?.Error, Is.EqualTo(EscrowErrors.CheckerIsMaker));
        Assert.That(ApproveResolution.Decide(account, new ApproveResolution("P-2", "checker")).Refusal?.Error, Is.EqualTo(EscrowErrors.ProposalNotFound));
        account = Fold(account, ApproveResolution.Decide(account, new ApproveResolution("P-1", "checker")));
        Assert.That(account!.IsInOrder, Is.True);
        Assert.That(Decide(account, statement, Ledger([])).Events, Is.Empty, "the same difference was accepted");
    }

    [Test]
    public void A_late_advice_breaks_the_day_and_mends_it_and_does_not_break_the_next_one()
    {
        var statement = Statement(120, ("B-1", null, 120));
        var account = Fold(null, Decide(null, statement, Ledger([])));
        Assert.That(account!.IsInOrder, Is.False);

        var late = new LedgerDay([], [new LedgerEntry("B-1", Money.Cny(120))], []);
        account = Fold(account, Decide(account, statement, late));
        Assert.That((account!.IsInOrder, account.ReconciledTo), Is.EqualTo((true, (DateOnly?)Day)));
        Assert.That(Decide(account, statement, late).Events, Is.Empty);

        var next = new Statement(Day.AddDays(1), Money.Cny(120), Money.Cny(120), []);
        Assert.That(Answer(account, next, Ledger([("B-1", 120)])), Is.TypeOf<ReconciliationBroken>(), "where no statement ever showed it");
        Assert.That(Decide(account, next, Ledger([("B-1", 120)]), new StatementEntry("B-1", null, Money.Cny(119))).Events.Single(), Is.TypeOf<ReconciliationBroken>(), "shown with another amount");
        Assert.That(ReconcileStatement.Decide(account, new ReconcileStatement(next, Ledger([("B-1", 120)]), [new StatementEntry("B-1", null, Money.Cny(120))]), Facts with { Now = Facts.Now.AddDays(1) }).Events.Single(),
            Is.TypeOf<StatementReconciled>());
    }

    [Test]
    public void A_statement_that_the_bank_has_changed_is_for_people_even_if_it_agrees_now()
    {
        var account = Fold(null, Decide(null, Statement(121, ("B-1", null, 121)), Ledger([("B-1", 120)])));
        account = Fold(account, Decide(account, Statement(120, ("B-1", null, 120)), Ledger([("B-1", 120)])));
        Assert.That(account!.IsInOrder, Is.False);
    }

    [Test]
    public void The_first_day_of_all_can_be_asked_for()
    {
        var account = EscrowAccount.Evolve(null, new StatementReconciled(Day, Money.Cny(5), []));
        Assert.That(Answer(account, Statement(0) with { Date = DateOnly.MinValue }, Ledger([])), Is.Not.TypeOf<ReconciliationBroken>());
    }

    [Test]
    public void Where_nothing_differs_there_is_nothing_to_resolve()
    {
        Assert.That(ProposeResolution.Decide(null, new ProposeResolution("P-1", "x", "maker")).Refusal?.Error, Is.EqualTo(EscrowErrors.ReconciliationNotBroken));
        Assert.That(ApproveResolution.Decide(null, new ApproveResolution("P-1", "x")).Refusal?.Error, Is.EqualTo(EscrowErrors.ReconciliationNotBroken));
    }

    private static Statement Statement(long closing, params (string Bank, string? Own, long Fen)[] entries) =>
        new(Day, Money.Zero, Money.Cny(closing), [.. entries.Select(e => new StatementEntry(e.Bank, e.Own, Money.Cny(e.Fen)))]);

    private static LedgerDay Ledger((string Reference, long Fen)[] entries, (string Reference, long Fen)[]? inTransit = null) =>
        new([.. entries.Select(e => new LedgerEntry(e.Reference, Money.Cny(e.Fen)))], [], [.. (inTransit ?? []).Select(e => new LedgerEntry(e.Reference, Money.Cny(e.Fen)))]);

    private static Decision Decide(EscrowAccount? account, Statement statement, LedgerDay ledger, params StatementEntry[]? before) =>
        ReconcileStatement.Decide(account, new ReconcileStatement(statement, ledger, before is null ? [] : [.. before]), Facts);

    private static object? Answer(EscrowAccount? account, Statement statement, LedgerDay ledger) => Decide(account, statement, ledger).Events.SingleOrDefault();

    private static EscrowAccount? Fold(EscrowAccount? account, Decision decision) =>
        decision.Events.Aggregate(account, (state, e) => EscrowAccount.Evolve(state, e));
}
