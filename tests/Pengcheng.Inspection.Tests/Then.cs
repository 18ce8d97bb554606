namespace Pengcheng.Inspection.Tests;

/// <summary>What a test expects of the last decision.</summary>
internal static class Then
{
    public static City Refused(this City city, Error error)
    {
        Assert.That(city.Last.Refusal?.Error.Code, Is.EqualTo(error.Code), $"instead of {string.Join(", ", city.Last.Events)}");
        return city;
    }

    public static City Nothing(this City city)
    {
        Assert.That(city.Last.Refusal, Is.Null);
        Assert.That(city.Last.Events, Is.Empty);
        return city;
    }

    public static City Said(this City city, params Type[] events)
    {
        Assert.That(city.Last.Refusal, Is.Null);
        Assert.That(city.Last.Events.Select(e => e.GetType()), Is.EqualTo(events));
        return city;
    }

    public static City Stands(this City city, VisitStatus status)
    {
        Assert.That(city.Visit().Status, Is.EqualTo(status));
        return city;
    }

    public static int Times<T>(this City city, Guid? visit = null) => city.Visits.Events(visit ?? Samples.VisitId).OfType<T>().Count();

    public static IEnumerable<T> OfFirm<T>(this City city) => city.Firms.Events(Firm.IdOf(Samples.Uscc)).OfType<T>();
}
