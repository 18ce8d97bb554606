namespace Pengcheng.Fault.Plan;

/// <summary>What a run does to the platform, and when. The same seed, minutes, rate and kinds give the same plan.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Minutes">How long the load lasts.</param>
/// <param name="Rate">Plays a second.</param>
/// <param name="Only">The kinds asked for; none means all.</param>
/// <param name="Strikes">The faults, in their order.</param>
public sealed record FaultPlan(int Seed, double Minutes, double Rate, IReadOnlyList<string> Only, IReadOnlyList<Strike> Strikes)
{
    // 75 in ten minutes: some meet what is down already, and at least 60 must be real.
    private const double SecondsBetween = 8;

    // Plays are on their way before the first, and there is load after the last.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    /// <summary>The command that does all this again.</summary>
    public string Replay => FormattableString.Invariant(
        $"./build.sh fault --seed {Seed} --minutes {Minutes} --rate {Rate}{(Only.Count == 0 ? "" : $" --only {string.Join(',', Only)}")}");

    /// <summary>Makes a plan.</summary>
    public static FaultPlan Make(int seed, double minutes, double rate, IReadOnlyList<string> only)
    {
        var dice = new Random(seed);
        var span = TimeSpan.FromMinutes(minutes) - 2 * Quiet;
        var count = Math.Max(1, (int)(span.TotalSeconds / SecondsBetween));
        var kinds = Deal(Kinds.Named(only), count, dice);
        var targets = new Dictionary<string, Queue<string>>();
        var strikes = new List<Strike>(count);
        for (var no = 1; no <= count; no++)
        {
            var kind = kinds[no - 1];
            // Each has its slot, and comes at any moment of it.
            var at = Quiet + span * ((no - 1 + dice.NextDouble()) / count);
            strikes.Add(new Strike(no, at, kind.Name, Next(kind, targets, dice), kind.Most == 0 ? 0 : dice.Next(kind.Least, kind.Most + 1)));
        }

        return new FaultPlan(seed, minutes, rate, only, strikes);
    }

    // By weight, each kind at least once where there is room, shuffled.
    private static List<Kind> Deal(IReadOnlyList<Kind> kinds, int count, Random dice)
    {
        var total = Math.Max(1, kinds.Sum(kind => kind.Weight));
        var dealt = kinds.SelectMany(kind => Enumerable.Repeat(kind, Math.Max(1, kind.Weight * count / total))).ToArray();
        dice.Shuffle(dealt);
        var list = dealt.ToList();
        while (list.Count < count) list.Insert(dice.Next(list.Count + 1), kinds[dice.Next(kinds.Count)]);
        return list;
    }

    // Each target of a kind before one comes again.
    private static string Next(Kind kind, Dictionary<string, Queue<string>> left, Random dice)
    {
        if (!left.TryGetValue(kind.Name, out var queue) || queue.Count == 0)
        {
            var targets = kind.Targets.ToArray();
            dice.Shuffle(targets);
            left[kind.Name] = queue = new Queue<string>(targets);
        }

        return queue.Dequeue();
    }
}
