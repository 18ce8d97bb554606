using JasperFx;
using Npgsql;

namespace Pengcheng.Chassis.Storage;

/// <summary>Reads PostgreSQL's own words out of whatever wraps them.</summary>
internal static class PostgresFault
{
    /// <summary>The name of the unique key that was violated, or null.</summary>
    public static string? ViolatedKey(Exception failure) =>
        Find<PostgresException>(failure) is { SqlState: PostgresErrorCodes.UniqueViolation } fault ? fault.ConstraintName : null;

    /// <summary>Another commit on the same stream came first; in whichever of its ways Marten says so.</summary>
    public static bool IsLostRace(Exception failure) =>
        failure is ConcurrencyException or JasperFx.Events.ExistingStreamIdCollisionException or Marten.Exceptions.ExistingStreamIdCollisionException
        || ViolatedKey(failure)?.Contains("mt_streams", StringComparison.Ordinal) == true
        || ViolatedKey(failure)?.Contains("mt_events", StringComparison.Ordinal) == true;

    /// <summary>Worth another try in a fresh session: deadlock, serialisation, a cut connection, a server that restarts.</summary>
    public static bool IsTransient(Exception failure) =>
        Find<NpgsqlException>(failure) is { IsTransient: true }
        || Find<PostgresException>(failure)?.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow;

    /// <summary>A text holds the character U+0000, which no text of PostgreSQL can hold.</summary>
    public static bool IsUnstorableText(Exception failure) =>
        Find<PostgresException>(failure)?.SqlState is PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter;

    private static T? Find<T>(Exception? failure) where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is T found) return found;
            if (failure is AggregateException many)
                return many.InnerExceptions.Select(Find<T>).FirstOrDefault(inner => inner is not null);
        }

        return null;
    }
}
