using Pengcheng.Chassis.Calendar;

namespace Pengcheng.Chassis.Deciding;

/// <summary>The usual deadlines. A day is over at midnight in Shenzhen; working days count from the day after.</summary>
public static class Due
{
    /// <summary>As soon as the commit is done: a call to a partner, or a word to another stream of the same service.</summary>
    public static Effect.Schedule Now(string key, Facts facts, object command) => new(key, facts.Now, command);

    /// <summary>When this day is over: the first instant of the next one.</summary>
    public static Effect.Schedule After(string key, DateOnly day, object command) =>
        new(key, ShenzhenTime.At(day.AddDays(1), TimeOnly.MinValue), command);

    /// <summary>When so many working days are over.</summary>
    public static Effect.Schedule AfterWorkingDays(string key, int days, Facts facts, object command) =>
        After(key, facts.Calendar.Add(facts.Today, days), command);
}
