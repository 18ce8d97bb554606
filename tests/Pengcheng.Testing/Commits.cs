using Pengcheng.Chassis.Calendar;
using Pengcheng.Chassis.Deciding;

namespace Pengcheng.Testing;

/// <summary>
/// What a service's commits would leave behind besides the events: deadlines, natural keys, messages; and the clock. For tests of
/// decisions, which run without a store: several kinds of streams share it, as they share a database.
/// </summary>
public sealed class Commits
{
    /// <summary>The platform's clock; it only moves forward.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>What decisions may know of the world.</summary>
    public Facts Facts => new(Now, WorkingCalendar.Default);

    /// <summary>Deadlines by stream and key.</summary>
    public Dictionary<(Guid Stream, string Key), (DateTimeOffset Due, object Command)> Deadlines { get; } = [];

    /// <summary>Natural keys and the streams that hold them.</summary>
    public Dictionary<(string Kind, string Value), Guid> Keys { get; } = [];

    /// <summary>Messages, in the order of their commits.</summary>
    public List<object> Published { get; } = [];

    /// <summary>Begins at this instant.</summary>
    public Commits(DateTimeOffset now) => Now = now;

    /// <summary>Moves the clock to a time of day after so many working days; 0 is today.</summary>
    public void Advance(int workingDays, int hour = 10) =>
        MoveTo(ShenzhenTime.At(workingDays == 0 ? Facts.Today : WorkingCalendar.Default.Add(Facts.Today, workingDays), new TimeOnly(hour, 0)));

    /// <summary>Moves the clock, if that is forward.</summary>
    public void MoveTo(DateTimeOffset instant) => Now = instant > Now ? instant : Now;

    /// <summary>The next deadline that is due by this instant, the earliest first, and in a fixed order among equals.</summary>
    public ((Guid Stream, string Key) Id, object Command)? NextDue(DateTimeOffset until)
    {
        var due = Deadlines.Where(deadline => deadline.Value.Due <= until)
            .OrderBy(deadline => deadline.Value.Due).ThenBy(deadline => deadline.Key.Stream).ThenBy(deadline => deadline.Key.Key, StringComparer.Ordinal)
            .Take(1).ToList();
        return due is [var first] ? (first.Key, first.Value.Command) : null;
    }

    /// <summary>The stream that holds a natural key, or null.</summary>
    public Guid? HolderOf<T>(NaturalKey<T> key, T value) =>
        key.Claim(value) is var held && Keys.TryGetValue((held.Kind, held.Value), out var holder) ? holder : null;

    /// <summary>The first of these keys that is another stream's, or null.</summary>
    internal Effect.Claim? HeldByAnother(Guid stream, IEnumerable<Effect> effects)
    {
        var released = new HashSet<(string, string)>();
        foreach (var effect in effects)
        {
            if (effect is Effect.Release release && Keys.GetValueOrDefault((release.Kind, release.Value)) == stream) released.Add((release.Kind, release.Value));
            if (effect is Effect.Claim claim && Keys.TryGetValue((claim.Kind, claim.Value), out var holder) && holder != stream && !released.Contains((claim.Kind, claim.Value))) return claim;
        }

        return null;
    }

    /// <summary>Commits the effects of one stream.</summary>
    internal void Commit(Guid stream, IEnumerable<Effect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Effect.Schedule schedule: Deadlines[(stream, schedule.Key)] = (schedule.Due, schedule.Command); break;
                case Effect.Cancel cancel: Deadlines.Remove((stream, cancel.Key)); break;
                case Effect.Claim claim: Keys[(claim.Kind, claim.Value)] = stream; break;
                case Effect.Release release when Keys.GetValueOrDefault((release.Kind, release.Value)) == stream: Keys.Remove((release.Kind, release.Value)); break;
                case Effect.Publish publish: Published.Add(publish.Message); break;
            }
        }
    }
}
