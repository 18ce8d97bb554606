namespace Pengcheng.Chassis;

/// <summary>A setting that cannot be used. Thrown by what is read with <see cref="Service.Setting{T}"/>; the start then names all of a service's.</summary>
/// <param name="mistake">Which setting, and what is wrong with it; no full stop.</param>
/// <param name="cause">What reading it threw.</param>
public sealed class SettingException(string mistake, Exception? cause = null) : Exception(mistake, cause);
