using Pengcheng.Chassis.Calendar;

namespace Pengcheng.Chassis.Deciding;

/// <summary>What a decision may know of the world: the platform's time and the working-day calendar.</summary>
/// <param name="Now">The platform's clock, UTC.</param>
/// <param name="Calendar">Working days of the People's Republic, with make-up days.</param>
public sealed record Facts(DateTimeOffset Now, WorkingCalendar Calendar)
{
    /// <summary>The business date in Shenzhen (Asia/Shanghai, UTC+8, no summer time).</summary>
    public DateOnly Today => ShenzhenTime.DateOf(Now);

    /// <summary>The wall clock in Shenzhen.</summary>
    public TimeOnly TimeOfDay => ShenzhenTime.TimeOf(Now);
}
