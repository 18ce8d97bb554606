namespace Pengcheng.Chassis.Calendar;

/// <summary>Asia/Shanghai: UTC+8 all year since 1991, so no time-zone data is needed.</summary>
public static class ShenzhenTime
{
    /// <summary>UTC+8.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The date in Shenzhen at this instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The wall clock in Shenzhen at this instant.</summary>
    public static TimeOnly TimeOf(DateTimeOffset instant) => TimeOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant, in UTC, of a date and wall clock in Shenzhen.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time) => new DateTimeOffset(date.ToDateTime(time), Offset).ToUniversalTime();

    /// <summary>The last instant of a day, by which something due on that day must have happened.</summary>
    public static DateTimeOffset EndOf(DateOnly date) => At(date.AddDays(1), TimeOnly.MinValue).AddTicks(-1);
}
