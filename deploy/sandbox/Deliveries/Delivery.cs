using Npgsql;

namespace Pengcheng.Sandbox.Deliveries;

/// <summary>By which door a delivery reaches the platform.</summary>
public static class Channels
{
    /// <summary>A bank's advice, over HTTP.</summary>
    public const string Advice = "advice";
    /// <summary>A registry notice over HTTP.</summary>
    public const string NoticeHttp = "notice-http";
    /// <summary>A registry notice over AMQP.</summary>
    public const string NoticeAmqp = "notice-amqp";
    /// <summary>What an office's system or a device tells, over HTTP.</summary>
    public const string Command = "command";
}

/// <summary>How a delivery departs from the ordinary.</summary>
/// <param name="KeyId">Signs with this key instead of the current one.</param>
/// <param name="Timestamp">Says that it was signed at this time (Unix seconds).</param>
/// <param name="BadSignature">Spoils the signature.</param>
/// <param name="Copies">Is sent so many times.</param>
/// <param name="ReverseOf">Once delivered, this credit is taken back.</param>
/// <param name="Method">The HTTP verb.</param>
public sealed record DeliveryOptions(
    string? KeyId = null, long? Timestamp = null, bool BadSignature = false, int Copies = 1, string? ReverseOf = null, string Method = "POST");

/// <summary>Something that a partner owes to the platform and sends until it is taken.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Key">The advice or notice id: the same in every copy and retry.</param>
/// <param name="Channel">The door, see <see cref="Channels"/>.</param>
/// <param name="Sender">The client that sends it, or the officer by the name that he signs in with.</param>
/// <param name="Target">The path, or the routing key.</param>
/// <param name="Subject">What a fault's <c>match</c> is looked for in.</param>
/// <param name="Body">The JSON text, sent as it is.</param>
/// <param name="Options">Departures from the ordinary.</param>
/// <param name="Status"><c>pending</c>, <c>delivered</c>, <c>stopped</c> (the platform refused it) or <c>dropped</c> (by a fault).</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="FaultMet">A fault has had its turn.</param>
/// <param name="LastStatus">The HTTP status of the last answer.</param>
/// <param name="LastAnswer">The last answer, or why there was none.</param>
public sealed record Delivery(
    long Id, string Key, string Channel, string Sender, string Target, string Subject, string Body, DeliveryOptions Options,
    string Status, int Attempts, bool FaultMet, int? LastStatus, string? LastAnswer)
{
    /// <summary>The columns that <see cref="Read"/> wants.</summary>
    public const string Columns = "id, key, channel, sender, target, subject, body, options, status, attempts, fault_met, last_status, last_answer";

    /// <summary>Reads a row.</summary>
    public static Delivery Read(NpgsqlDataReader row) => new(
        row.Get<long>("id"), row.Get<string>("key"), row.Get<string>("channel"), row.Get<string>("sender"), row.Get<string>("target"),
        row.Get<string>("subject"), row.Get<string>("body"), Json.Read<DeliveryOptions>(row.Get<string>("options")),
        row.Get<string>("status"), row.Get<int>("attempts"), row.Get<bool>("fault_met"), row.GetOrNull<int>("last_status"), row.Text("last_answer"));
}
