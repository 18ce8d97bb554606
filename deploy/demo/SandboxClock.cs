using System.Text.Json;

namespace Pengcheng.Demo;

/// <summary>The platform's clock, which the sandbox can advance and never turns back.</summary>
public static class SandboxClock
{
    private static readonly TimeSpan Shenzhen = TimeSpan.FromHours(8);

    /// <summary>Offices and banks are open: on a working day between 9:15 and 15:30 in Shenzhen.</summary>
    public static async Task OpenOffices(Door door)
    {
        await door.Sandbox(HttpMethod.Post, "/sandbox/clock/advance", new { workingDays = 0 });
        var now = (await Now(door)).ToOffset(Shenzhen);
        if (now.TimeOfDay < TimeSpan.FromHours(9.25)) await To(door, now.Date.AddHours(9.25));
        else if (now.TimeOfDay > TimeSpan.FromHours(15.5))
        {
            await To(door, now.Date.AddDays(1).AddHours(9.25));
            await door.Sandbox(HttpMethod.Post, "/sandbox/clock/advance", new { workingDays = 0 });
        }
    }

    /// <summary>Working days pass.</summary>
    public static Task WorkingDays(Door door, int count) => door.Sandbox(HttpMethod.Post, "/sandbox/clock/advance", new { workingDays = count }, repeatable: false);

    /// <summary>Minutes pass.</summary>
    public static Task Minutes(Door door, int count) => door.Sandbox(HttpMethod.Post, "/sandbox/clock/advance", new { seconds = count * 60 }, repeatable: false);

    /// <summary>The business date in Shenzhen.</summary>
    public static async Task<DateOnly> Today(Door door) => DateOnly.FromDateTime((await Now(door)).ToOffset(Shenzhen).DateTime);

    private static Task<JsonElement> To(Door door, DateTime local) =>
        door.Sandbox(HttpMethod.Post, "/sandbox/clock/advance", new { to = new DateTimeOffset(local, Shenzhen) });

    private static async Task<DateTimeOffset> Now(Door door) => (await door.Sandbox(HttpMethod.Get, "/sandbox/clock")).GetProperty("now").GetDateTimeOffset();
}
