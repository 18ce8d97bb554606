using Pengcheng.Escrow.Ledger;

namespace Pengcheng.Escrow.Tests.Histories;

/// <summary>
/// One or two deals on one escrow account with a bank, a registry, a scheduler and people; every step is drawn from
/// one seed. Between any two steps the process may have died: what was committed stays, what was not is done again.
/// </summary>
internal sealed class World
{
    private readonly List<string> _log = [];
    private readonly Dictionary<string, long> _unheardCredits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Money> _left = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sentBack = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _unheardReversals = new(StringComparer.Ordinal);
    private int _serial;

    public World(int seed)
    {
        Dice = new Random(seed);
        Bank = new SimulatedBank(Dice);
        Registry = new SimulatedRegistry(Dice);
    }

    public Random Dice { get; }
    public SimulatedBank Bank { get; }
    public SimulatedRegistry Registry { get; }
    public List<Case> Cases { get; } = [];
    public DateTimeOffset Now { get; private set; } = Samples.Monday;
    public bool AccountInOrder { get; set; } = true;
    public bool Helpful { get; private set; }
    public List<(string What, Func<bool> Deliver)> Post { get; } = [];
    public string Log => string.Join("\n", _log.TakeLast(60));

    public bool Chance(int percent) => Dice.Next(100) < percent;

    public void BeHelpful()
    {
        Helpful = Bank.Helpful = AccountInOrder = true;
        Bank.ClosedAccounts.Clear();
    }

    /// <summary>Carries a decision out; a refusal is the caller's to judge.</summary>
    public Refusal? Do(Case c, string what, Func<Deal, Facts, EscrowPolicy, Decision> decide)
    {
        c.Now = Now;
        c.When(decide);
        _log.Add($"{Now:MM-dd HH:mm} {c.State?.DealNo} {what} -> {c.Refusal?.Error.Code ?? string.Join(' ', c.Last.Select(e => e.GetType().Name))}");
        foreach (var advice in Bank.Advices) Deliver("advice", c2 => RecordAdvice(c2, advice), advice.Reference);
        Bank.Advices.Clear();
        return c.Refusal;
    }

    /// <summary>The bank books a credit and reports it, some time.</summary>
    public string Credit(Case c, BankAccount payer, Money amount, string text = "")
    {
        var reference = $"IN-{++_serial}";
        _left[reference] = amount;
        Bank.Credit(amount);
        _unheardCredits[reference] = amount.Minor;
        Post.Add(($"credit {reference} {amount} of {payer.Name}", () =>
        {
            var refusal = Do(c, $"credit {reference} {amount} of {payer.Name}", (d, f, p) => ReceiveCredit.Decide(d, new ReceiveCredit(reference, amount, payer, $"{d.DealNo} {text}"), f, p));
            if (refusal is not null) throw new InvariantBroken($"money was turned away: {refusal}");
            _unheardCredits.Remove(reference);
            return true;
        }
        ));
        return reference;
    }

    /// <summary>A payment comes back, and the bank may tell it as a credit of the payee, too; the money is there once.</summary>
    public void ReturnOne()
    {
        if (Bank.ReturnOne() is not { } back || !Chance(30)) return;
        var c = CaseOf(back.Reference[2..])!;
        Post.Add(($"credit {back.Reference}", () =>
        {
            var refusal = Do(c, $"credit {back.Reference} {back.Amount} of {back.Payer.Name}", (d, f, p) =>
                ReceiveCredit.Decide(d, new ReceiveCredit(back.Reference, back.Amount, back.Payer, $"{d.DealNo}"), f, p));
            if (refusal is not null) throw new InvariantBroken($"money was turned away: {refusal}");
            return true;
        }
        ));
    }

    /// <summary>The bank takes a credit back, whole or a part of it, or one by which a payment had come back; the report may overtake others.</summary>
    public void Reverse(Case c)
    {
        var taken = c.Deal.Funds.Receipts.Select(r => r.BankReference).Concat(c.Deal.Payments.Lines.SelectMany(l => l.Attempts).Select(a => a.Return?.BankReference).OfType<string>())
            .Where(r => _left.GetValueOrDefault(r).IsPositive).Distinct().ToList();
        if (taken.Count > 0) Reverse(c, taken[Dice.Next(taken.Count)]);
    }

    private void Reverse(Case c, string reference)
    {
        var left = _left[reference];
        var amount = _sentBack.Remove(reference, out var payment) || !Chance(40) ? left : Money.Cny(Dice.NextInt64(1, left.Minor + 1));
        if (payment is not null) Bank.KeepAfterAll(payment);
        _left[reference] = left - amount;
        Bank.Reverse(amount);
        var advice = $"RV-{++_serial}";
        _unheardReversals[advice] = amount.Minor;
        Post.Add(($"reversal {reference}", () =>
        {
            var refusal = Do(c, $"reversal of {reference} {amount}", (d, f, p) => ReverseCredit.Decide(d, new ReverseCredit(advice, reference, amount, "fraud"), f, p));
            if (refusal is not null) throw new InvariantBroken($"a reversal was turned away: {refusal}");
            _unheardReversals.Remove(advice);
            return true;
        }
        ));
    }

    /// <summary>A lender sends back what it was paid.</summary>
    public void SendBack(Case c, BankAccount payee, string loanNo)
    {
        if (Bank.SendBack(payee) is not { } back) return;
        var reference = Credit(c, payee, back.Amount, $"{loanNo} RETURN");
        _sentBack[reference] = back.Reference;
        if (Chance(50)) Post.Add(($"change of mind {reference}", () =>
        {
            if (_sentBack.ContainsKey(reference) && !_unheardCredits.ContainsKey(reference)) Reverse(c, reference);
            return true;
        }
        ));
    }

    public void Notify(Case c, IEnumerable<ApplyRegistryNotice> notices)
    {
        foreach (var notice in notices)
            Post.Add(($"notice {notice.Kind}", () => Do(c, $"notice {notice.NoticeId} {notice.Kind}", (d, f, p) =>
                c.Keys.Contains(("acceptance", notice.AcceptanceNo)) || d.UnitNo != notice.UnitNo || d.End is not null
                    ? ApplyRegistryNotice.Decide(d, notice, f, p)
                    : ParkNotice.Decide(d, notice, f, p)) is null));
    }

    /// <summary>Any letter on its way arrives, in any order; one in five arrives again.</summary>
    public bool DeliverOne()
    {
        if (Post.Count == 0) return false;
        var index = Dice.Next(Post.Count);
        var letter = Post[index];
        if (Helpful || !Chance(20)) Post.RemoveAt(index);
        letter.Deliver();
        return true;
    }

    /// <summary>The next deadline, or some time; no day ends before the bank has worked it off.</summary>
    public void Advance(DateTimeOffset to)
    {
        if (ShenzhenTime.DateOf(to) > ShenzhenTime.DateOf(Now)) Bank.EndOfDay();
        Now = to > Now ? to : Now;
        foreach (var advice in Bank.Advices) Deliver("advice", c => RecordAdvice(c, advice), advice.Reference);
        Bank.Advices.Clear();
    }

    /// <summary>What must be true of all deals, the ledger and the bank together.</summary>
    public void Check()
    {
        var cash = Cases.Sum(c => c.Balance(Books.Cash));
        var expected = Bank.Balance - _unheardCredits.Values.Sum() + _unheardReversals.Values.Sum()
            + Bank.Unheard(Attempt, reference => Cases.Any(c => c.Deal.Funds.Seen.Contains(reference)));
        if (cash != expected) throw new InvariantBroken($"I1: ledger {cash} is not the statement {expected} after in-transit items");
        foreach (var c in Cases)
            if (c.Keys.Any(k => k.Kind == "unit") != c.Deal.End is null) throw new InvariantBroken("I6: a home is claimed as long as its deal lives");
        foreach (var (line, times) in Bank.Paid())
            if (times > 1) throw new InvariantBroken($"I5: the bank paid {line} {times} times");
    }

    private Attempt? Attempt(string reference) => CaseOf(reference)?.Deal.Payments.Under(reference)?.Under(reference);

    private Case? CaseOf(string reference) => Cases.Find(c => reference.StartsWith(c.Deal.DealNo.ToString(), StringComparison.Ordinal));

    private void Deliver(string what, Action<Case> act, string reference)
    {
        var c = CaseOf(reference)!;
        Post.Add(($"{what} {reference}", () => { act(c); return true; }));
    }

    private void RecordAdvice(Case c, RecordPaymentAnswer advice) =>
        Do(c, $"advice {advice.Reference} {advice.Answer}", (d, f, p) => RecordPaymentAnswer.Decide(d, advice, f, p));
}
