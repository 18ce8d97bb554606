using Npgsql;
using Pengcheng.Sandbox.Deliveries;
using Pengcheng.Sandbox.Identity;

namespace Pengcheng.Sandbox.Inspection;

/// <summary>
/// The officers' system (执法人员管理系统): issues and suspends certificates and tells the platform of it; and holds what the officers'
/// devices wrote while they had no network.
/// </summary>
public sealed class OfficersSystem(NpgsqlDataSource database)
{
    private const string Officers = "api/inspection/v1/officers", Backfills = "api/inspection/v1/backfills";

    /// <summary>Issues a certificate, or renews one, a suspended one included.</summary>
    public async Task<long> Certify(CertifyOfficer officer)
    {
        var term = new CertificateTerm(officer.Body, officer.ValidFrom, officer.ValidUntil);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var previous = await connection.Sql("""
            insert into officers (certificate_no, term, status) values (@no, @term::jsonb, 'valid')
            on conflict (certificate_no) do update set term = excluded.term, status = 'valid'
            returning last_delivery
            """).With("no", officer.CertificateNo).With("term", Json.Write(term)).Row(Previous.Read);
        var id = await Tell(connection, officer.CertificateNo, previous!, $"{Officers}/{officer.CertificateNo}", officer.Body, Json.Write(term), "PUT");
        await transaction.CommitAsync();
        return id;
    }

    /// <summary>Suspends a certificate. Null: there is no valid one of this number.</summary>
    public async Task<long?> Suspend(string certificateNo, string reason)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var previous = await connection.Sql("update officers set status = 'suspended' where certificate_no = @no and status = 'valid' returning last_delivery")
            .With("no", certificateNo).Row(Previous.Read);
        if (previous is null) return null;
        var id = await Tell(connection, certificateNo, previous, $"{Officers}/{certificateNo}/suspension", reason, Json.Write(new Because(reason)), "POST");
        await transaction.CommitAsync();
        return id;
    }

    /// <summary>The certificate, or null.</summary>
    public async Task<OfficerCertificate?> Find(string certificateNo)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql("select term, status from officers where certificate_no = @no").With("no", certificateNo)
            .Row(row => new OfficerCertificate(certificateNo, Json.Read<CertificateTerm>(row.Get<string>("term")), row.Get<string>("status")));
    }

    /// <summary>
    /// Uploads records, each as its first officer. A device forgets what it has uploaded: a record that comes again goes out again, as a
    /// message of its own.
    /// </summary>
    public async Task<List<long>> Upload(IReadOnlyList<OfflineRecord> records)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var written = new List<long>();
        foreach (var record in records)
        {
            await connection.Sql("""
                insert into offline_records (body, record_no, content) values (@body, @no, @content::jsonb)
                on conflict (body, record_no) do update set content = excluded.content, uploads = offline_records.uploads + 1
                """).With("body", record.Body).With("no", record.RecordNo).With("content", Json.Write(record)).Run();
            written.Add(await Outgoing.Write(connection, Guid.CreateVersion7().ToString("N"), Channels.Command, OfficerOf(record), Backfills,
                $"{record.RecordNo} {record.Uscc} {record.Body}", Json.Write<OfflineEntry>(record)));
        }

        await transaction.CommitAsync();
        return written;
    }

    /// <summary>The sign-in name of the officer who uploads a record.</summary>
    public static string OfficerOf(OfflineRecord record) => $"officer-{(record.Officers is [var first, ..] ? first : "")}@{record.Body}";

    private static async Task<long> Tell(NpgsqlConnection connection, string certificateNo, Previous previous, string target, string about, string body, string method)
    {
        var id = await Outgoing.Write(connection, Guid.CreateVersion7().ToString("N"), Channels.Command, Partners.OfficersSystem, target,
            $"{certificateNo} {about}", body, new DeliveryOptions(Method: method), previous.Delivery);
        await connection.Sql("update officers set last_delivery = @id where certificate_no = @no").With("id", id).With("no", certificateNo).Run();
        return id;
    }
}
