using System.Diagnostics;

namespace Pengcheng.Testing;

/// <summary>Waits for a condition, never for a time.</summary>
public static class Eventually
{
    /// <summary>Returns as soon as the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not come true in time.</exception>
    public static Task Holds(Func<Task<bool>> condition, string what, int seconds = 60) =>
        Found(async () => await condition() ? "" : null, what, seconds);

    /// <summary>Returns what the look finds, as soon as it finds something.</summary>
    /// <exception cref="TimeoutException">It found nothing in time.</exception>
    public static async Task<T> Found<T>(Func<Task<T?>> look, string what, int seconds = 60) where T : class
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < seconds;)
        {
            if (await look() is { } found) return found;
            await Task.Delay(25);
        }

        throw new TimeoutException($"It did not come true within {seconds} s that {what}.");
    }

    /// <inheritdoc cref="Holds(Func{Task{bool}}, string, int)"/>
    public static Task Holds(Func<bool> condition, string what, int seconds = 60) => Holds(() => Task.FromResult(condition()), what, seconds);
}
