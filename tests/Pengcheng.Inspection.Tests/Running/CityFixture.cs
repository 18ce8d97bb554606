namespace Pengcheng.Inspection.Tests.Running;

/// <summary>A street with its people, before two replicas of the service that nobody else uses.</summary>
public abstract class CityFixture
{
    private protected Replicas City { get; private set; } = null!;

    private protected Street Street { get; private set; } = null!;

    [SetUp]
    public async Task Start()
    {
        City = await Replicas.Start();
        Street = new Street(City);
        await Street.Open();
    }

    [TearDown]
    public async Task Stop() => await City.DisposeAsync();

    private protected static void Refused((System.Net.HttpStatusCode Status, System.Text.Json.JsonElement Body) answer, int status, string code) =>
        Assert.That(((int)answer.Status, answer.Body.GetProperty("code").GetString()), Is.EqualTo((status, code)), answer.Body.ToString());
}
