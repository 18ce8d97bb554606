namespace Pengcheng.Escrow.Tests;

/// <summary>What a test expects of the last decision.</summary>
internal static class Then
{
    public static void Refused(this Case c, Error error) =>
        Assert.That(c.Refusal?.Error.Code, Is.EqualTo(error.Code), $"instead of {string.Join(", ", c.Last)}");

    public static void Nothing(this Case c)
    {
        Assert.That(c.Refusal, Is.Null);
        Assert.That(c.Last, Is.Empty);
    }

    public static Case Said(this Case c, params Type[] events)
    {
        Assert.That(c.Refusal, Is.Null);
        Assert.That(c.Last.Select(e => e.GetType()), Is.EqualTo(events));
        return c;
    }
}
