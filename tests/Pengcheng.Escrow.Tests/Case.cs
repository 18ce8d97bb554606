using Pengcheng.Escrow.Ledger;

namespace Pengcheng.Escrow.Tests;

/// <summary>
/// Given, when, then for one deal: carries out decisions, folds their events, and keeps what would be committed with
/// them: deadlines, natural keys, messages and postings. Nothing else: no bank, no registry.
/// </summary>
internal sealed class Case
{
    private readonly Dictionary<string, long> _books = new(StringComparer.Ordinal);

    public EscrowPolicy Policy { get; init; } = EscrowPolicy.Default;

    public DateTimeOffset Now { get; set; } = Samples.Monday;

    public Facts Facts => new(Now, WorkingCalendar.Default);

    public Deal? State { get; private set; }

    public Deal Deal => State ?? throw new InvalidOperationException("The deal is not open.");

    public List<object> Events { get; } = [];

    public IReadOnlyList<object> Last { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public Dictionary<string, (DateTimeOffset Due, object Command)> Deadlines { get; } = new(StringComparer.Ordinal);

    public HashSet<(string Kind, string Value)> Keys { get; } = [];

    public List<object> Published { get; } = [];

    public IReadOnlyDictionary<string, long> Books => _books;

    public Case When(Func<Deal, Facts, EscrowPolicy, Decision> decide) => Take(decide(Deal, Facts, Policy));

    public Case Opened(OpenDeal? command = null) => Take(OpenDeal.Decide(State, command ?? Samples.Open(), Facts));

    public Case Take(Decision decision)
    {
        (Last, Refusal) = (decision.Events, decision.Refusal);
        foreach (var e in decision.Events) Append(e);
        return this;
    }

    public Case Advance(int workingDays, int hour = 10)
    {
        Now = ShenzhenTime.At(Facts.Calendar.Add(Facts.Today, workingDays), new TimeOnly(hour, 0));
        return this;
    }

    public long Balance(string account) => _books.GetValueOrDefault(account);

    public T Single<T>() => Last.OfType<T>().Single();

    private void Append(object e)
    {
        var before = State;
        State = Deal.Evolve(before, e);
        Events.Add(e);
        foreach (var effect in new DealReactions(Policy).React(before, e, State, Facts)) Commit(effect);

        var postings = Postings.For(e, State).ToList();
        Assert.That(postings.Sum(p => p.Amount.Minor), Is.Zero, $"{e} does not balance");
        foreach (var posting in postings) _books[posting.Account] = Balance(posting.Account) + posting.Amount.Minor;
        Invariants.Hold(before, e, State, this);
    }

    private void Commit(Effect effect)
    {
        switch (effect)
        {
            case Effect.Schedule s: Deadlines[s.Key] = (s.Due, s.Command); break;
            case Effect.Cancel c: Deadlines.Remove(c.Key); break;
            case Effect.Claim c: Assert.That(Keys.Add((c.Kind, c.Value)), $"{c.Kind} {c.Value} claimed twice"); break;
            case Effect.Release r: Keys.Remove((r.Kind, r.Value)); break;
            case Effect.Publish p: Published.Add(p.Message); break;
        }
    }
}
