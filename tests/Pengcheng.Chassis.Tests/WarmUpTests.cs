using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pengcheng.Chassis.Deciding;

namespace Pengcheng.Chassis.Tests;

/// <summary>What a service does before it is ready, and what it must not do.</summary>
public sealed class WarmUpTests : CounterFixture
{
    [Test]
    public async Task A_service_is_ready_when_it_is_warm_and_has_stored_nothing_by_it()
    {
        var app = await Start(consumes: false);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var ready = await client.GetFromJsonAsync<JsonElement>("/health/ready");
        Assert.That(ready.GetProperty("checks").GetProperty("warm").GetProperty("status").GetString(), Is.EqualTo("Healthy"));
        Assert.That(await Rows("select (select count(*) from mt_events) + (select count(*) from mt_streams) + (select count(*) from idempotency)"), Is.Zero);
    }

    [Test]
    public async Task The_statements_of_a_command_are_prepared_on_the_server()
    {
        var app = await Start(consumes: false, postgres: new NpgsqlConnectionStringBuilder(Postgres) { MaxPoolSize = 3 }.ConnectionString);
        for (var i = 0; i < 20; i++) await Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => Decision.Accept(new Counted(1)));
        await using var connection = await app.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var command = new NpgsqlCommand("select string_agg(statement, ' ; ') from pg_prepared_statements", connection);
        var prepared = (string)(await command.ExecuteScalarAsync())!;
        Assert.That(prepared, Does.Contain("insert into counter.mt_events").And.Contain("insert into counter.mt_streams").And.Contain("from inbox").And.Contain("insert into inbox"));
    }
}
