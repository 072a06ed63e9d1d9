package org.terracecache.codec;

import java.util.Set;
import java.util.TreeSet;

/**
 * Classes that streams may name in every cache: the JDK's values and collections, which do nothing but hold what they are
 * given, and what well-known frameworks keep in JCache. By name: most of them are not there.
 */
final class TrustedTypes {
    static final Set<String> NAMES = names();

    private TrustedTypes() {}

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        LANGUAGE.lines().forEach(line -> add(names, line));
        FRAMEWORKS.lines().forEach(line -> add(names, line));
        return Set.copyOf(names);
    }

    /** A line is a package and the names of classes in it. */
    private static void add(Set<String> names, String line) {
        String[] words = line.strip().split(" +", -1);
        for (int i = 1; i < words.length; i++) {
            names.add(words[0] + "." + words[i]);
        }
    }

    private static final String LANGUAGE = """
            java.lang Object Number Enum String Boolean Character Byte Short Integer Long Float Double StringBuilder StringBuffer
            java.lang String$CaseInsensitiveComparator
            java.math BigInteger BigDecimal MathContext RoundingMode
            java.time Ser DayOfWeek Month
            java.time.chrono Ser
            java.time.temporal ChronoUnit ChronoField
            java.util UUID Date Currency Locale BitSet Calendar GregorianCalendar TimeZone SimpleTimeZone
            java.util AbstractCollection AbstractList AbstractSet AbstractMap AbstractQueue AbstractSequentialList Dictionary
            java.util ArrayList LinkedList Vector Stack ArrayDeque PriorityQueue Arrays$ArrayList CollSer Map$Entry
            java.util HashSet LinkedHashSet TreeSet EnumSet EnumSet$SerializationProxy RegularEnumSet JumboEnumSet
            java.util HashMap LinkedHashMap TreeMap EnumMap Hashtable Properties IdentityHashMap
            java.util AbstractMap$SimpleEntry AbstractMap$SimpleImmutableEntry
            java.util Collections$EmptyList Collections$EmptySet Collections$EmptyMap
            java.util Collections$SingletonList Collections$SingletonSet Collections$SingletonMap Collections$CopiesList
            java.util Collections$UnmodifiableCollection Collections$UnmodifiableList Collections$UnmodifiableRandomAccessList
            java.util Collections$UnmodifiableSet Collections$UnmodifiableSortedSet Collections$UnmodifiableNavigableSet
            java.util Collections$UnmodifiableMap Collections$UnmodifiableSortedMap Collections$UnmodifiableNavigableMap
            java.util Collections$UnmodifiableMap$UnmodifiableEntrySet
            java.util Collections$SynchronizedCollection Collections$SynchronizedList Collections$SynchronizedRandomAccessList
            java.util Collections$SynchronizedSet Collections$SynchronizedSortedSet Collections$SynchronizedNavigableSet
            java.util Collections$SynchronizedMap Collections$SynchronizedSortedMap Collections$SynchronizedNavigableMap
            java.util Collections$SetFromMap Collections$ReverseComparator Collections$ReverseComparator2
            java.util Comparators$NaturalOrderComparator
            java.util.concurrent ConcurrentHashMap ConcurrentHashMap$Segment ConcurrentSkipListMap ConcurrentSkipListSet
            java.util.concurrent CopyOnWriteArrayList CopyOnWriteArraySet ConcurrentLinkedQueue ConcurrentLinkedDeque TimeUnit
            java.util.concurrent.atomic AtomicBoolean AtomicInteger AtomicLong AtomicReference
            java.util.concurrent.atomic AtomicIntegerArray AtomicLongArray AtomicReferenceArray
            java.util.concurrent.locks Lock ReentrantLock ReentrantLock$Sync ReentrantLock$NonfairSync
            java.util.concurrent.locks AbstractQueuedSynchronizer AbstractOwnableSynchronizer
            java.net URI InetAddress Inet4Address Inet6Address
            java.sql Date Time Timestamp
            sun.util.calendar ZoneInfo
            """;

    private static final String FRAMEWORKS = """
            org.springframework.cache.interceptor SimpleKey
            org.springframework.cache.support NullValue
            org.hibernate.cache.internal CacheKeyImplementation BasicCacheKeyImplementation NaturalIdCacheKey
            org.hibernate.cache.internal QueryResultsCacheImpl$CacheItem
            org.hibernate.cache.spi QueryKey FilterKey
            org.hibernate.cache.spi.entry StandardCacheEntryImpl CollectionCacheEntry ReferenceCacheEntryImpl
            org.hibernate.cache.spi.support AbstractReadWriteAccess$Item AbstractReadWriteAccess$SoftLockImpl
            org.hibernate.cache.spi.support AbstractReadWriteAccess$Lockable
            org.hibernate.query.internal QueryParameterBindingsImpl$ParameterBindingsMementoImpl
            org.hibernate.query.internal QueryParameterBindingsImpl$MutableCacheKeyImpl
            org.hibernate.engine.spi TypedValue
            org.apache.shiro.session.mgt SimpleSession
            org.apache.shiro.subject SimplePrincipalCollection SimplePrincipalMap
            org.apache.shiro.authc SimpleAccount SimpleAuthenticationInfo
            org.apache.shiro.authz SimpleAuthorizationInfo SimpleRole
            org.apache.shiro.authz.permission WildcardPermission AllPermission
            org.apache.camel.support DefaultExchangeHolder
            org.apache.camel.impl DefaultExchangeHolder
            io.github.bucket4j.grid GridBucketState
            io.github.bucket4j.remote RemoteBucketState
            io.github.bucket4j BucketConfiguration Bandwidth Refill BucketState BucketState64BitsInteger
            io.github.bucket4j MathType TokensInheritanceStrategy TimeMeter
            org.apache.cxf.rs.security.oauth2.common AccessToken ServerAccessToken Client OAuthPermission
            org.apache.cxf.rs.security.oauth2.common UserSubject AuthenticationMethod
            org.apache.cxf.rs.security.oauth2.tokens.bearer BearerAccessToken
            org.apache.cxf.rs.security.oauth2.tokens.hawk HawkAccessToken
            org.apache.cxf.rs.security.oauth2.tokens.refresh RefreshToken
            org.apache.cxf.rs.security.oauth2.grants.code AuthorizationCodeGrant ServerAuthorizationCodeGrant
            org.apache.cxf.rs.security.oauth2.grants AbstractGrant
            org.apache.cxf.ws.security.tokenstore SecurityToken
            """;
}
