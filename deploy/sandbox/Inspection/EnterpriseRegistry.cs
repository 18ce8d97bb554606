using Npgsql;
using Pengcheng.Contracts;
using Pengcheng.Sandbox.Deliveries;
using Pengcheng.Sandbox.Identity;

namespace Pengcheng.Sandbox.Inspection;

/// <summary>
/// The enterprise registry (商事主体登记系统): enters enterprises, strikes them off, and tells the platform of it. What it tells of one
/// enterprise arrives in the order in which it happened, unless a fault breaks it.
/// </summary>
public sealed class EnterpriseRegistry(NpgsqlDataSource database)
{
    private const string Firms = "api/inspection/v1/firms";

    /// <summary>Enters an enterprise, or a change of one. Null: it was struck off, and its code is never given again.</summary>
    public async Task<long?> Register(RegisterEnterprise enterprise)
    {
        var profile = new FirmProfile(enterprise.Name, enterprise.District, enterprise.Street, enterprise.Block, new GeoPoint(enterprise.Latitude, enterprise.Longitude));
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var entered = await connection.Sql("""
            insert into enterprises (uscc, profile, status) values (@uscc, @profile::jsonb, 'open')
            on conflict (uscc) do update set profile = excluded.profile where enterprises.status = 'open'
            returning last_delivery
            """).With("uscc", enterprise.Uscc).With("profile", Json.Write(profile)).Row(Previous.Read);
        if (entered is null) return null;
        var id = await Tell(connection, enterprise.Uscc, entered, $"{Firms}/{enterprise.Uscc}", enterprise.Name, Json.Write(profile), "PUT");
        await transaction.CommitAsync();
        return id;
    }

    /// <summary>Strikes an enterprise off. Null: there is none that is open.</summary>
    public async Task<long?> Deregister(string uscc, string reason)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var struck = await connection.Sql("update enterprises set status = 'deregistered' where uscc = @uscc and status = 'open' returning last_delivery")
            .With("uscc", uscc).Row(Previous.Read);
        if (struck is null) return null;
        var id = await Tell(connection, uscc, struck, $"{Firms}/{uscc}/revocation", reason, Json.Write(new Because(reason)), "POST");
        await transaction.CommitAsync();
        return id;
    }

    /// <summary>The enterprise, or null.</summary>
    public async Task<Enterprise?> Find(string uscc)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql("select profile, status from enterprises where uscc = @uscc").With("uscc", uscc)
            .Row(row => new Enterprise(uscc, Json.Read<FirmProfile>(row.Get<string>("profile")), row.Get<string>("status")));
    }

    private static async Task<long> Tell(NpgsqlConnection connection, string uscc, Previous previous, string target, string about, string body, string method)
    {
        var id = await Outgoing.Write(connection, Guid.CreateVersion7().ToString("N"), Channels.Command, Partners.EnterpriseRegistry, target,
            $"{uscc} {about}", body, new DeliveryOptions(Method: method), previous.Delivery);
        await connection.Sql("update enterprises set last_delivery = @id where uscc = @uscc").With("id", id).With("uscc", uscc).Run();
        return id;
    }
}

/// <summary>What was told before of the same thing: the next waits for it.</summary>
internal sealed record Previous(long? Delivery)
{
    public static Previous Read(NpgsqlDataReader row) => new(row.GetOrNull<long>("last_delivery"));
}
