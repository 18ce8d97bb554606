using System.Text.Json.Serialization;

namespace Pengcheng.Chassis.Calendar;

/// <summary>Days from and to, both included.</summary>
public sealed record DayRange(DateOnly From, DateOnly To)
{
    /// <summary>Whether the day lies in it.</summary>
    public bool Has(DateOnly day) => From <= day && day <= To;

    /// <summary>One after the other.</summary>
    [JsonIgnore]
    public IEnumerable<DateOnly> Each => Enumerable.Range(0, To.DayNumber - From.DayNumber + 1).Select(From.AddDays);

    /// <summary>Whether both have a day in common.</summary>
    public bool Meets(DayRange other) => From <= other.To && other.From <= To;
}
