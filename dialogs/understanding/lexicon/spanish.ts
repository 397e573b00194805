/** What people say to a conversation in Spanish. */
import type { Lexicon } from './lexicon.ts';

export const SPANISH: Lexicon = {
  answers: {
    yes: `
      sí | si | sip | sii | siii | claro | claro que sí | por supuesto | desde luego | correcto | exacto | exactamente | así es | eso es |
      vale | dale | de acuerdo | ok | okey | bueno | está bien | perfecto | genial | sí por favor | sí gracias | adelante | hazlo | hagámoslo |
      vamos | lo tengo | lo hice | lo entiendo | entiendo | entendido | creo que sí | supongo que sí | me parece que sí | seguro | cierto |
      es verdad | afirmativo | ese mismo | esa misma | funcionó | ya funcionó | funciona | ya funciona | ahora funciona | sí funciona |
      sí funcionó | ha funcionado | ya está | ya quedó | quedó | solucionado | resuelto | arreglado | se arregló | se solucionó | ya se arregló |
      eso lo arregló | me sirvió | sirvió | ayudó | me ayudó | ya va | ya va bien | todo bien ahora | listo | se completó | terminó | ya terminó |
      por fin | por fin funciona`,
    no: `
      no | nop | nope | no no | para nada | en absoluto | de ninguna manera | nunca | jamás | tampoco | negativo | no gracias | mejor no |
      prefiero que no | no quiero | no es eso | no es así | incorrecto | nada | ninguno | ninguna | ninguno de esos | ninguna de esas |
      creo que no | no creo | me parece que no | claro que no | por desgracia no | desgraciadamente no | lamentablemente no | no funcionó |
      no funciona | no ha funcionado | no me funciona | no me funcionó | no sirve | no sirvió | no me sirvió | no ayudó | no me ayudó |
      no se arregló | no se solucionó | sin éxito | sin suerte | no hubo suerte | falló | falló otra vez | ha fallado | fallando | no lo hizo |
      no hizo nada | no pasa nada | no pasó nada | no va | no me va | no está bien | no puedo | no me deja | no lo tengo | no hay | no lo hice |
      está peor | peor`,
    unsure: `
      no sé | no lo sé | ni idea | no tengo ni idea | no tengo idea | no estoy seguro | no estoy segura | quién sabe | quizás | quizá | tal vez |
      puede ser | a lo mejor | posiblemente | depende | no me acuerdo | no recuerdo | no lo recuerdo | ya no me acuerdo | difícil de decir |
      no sabría decir | no sabría decirte | no entiendo | no lo entiendo | cómo lo sé | cómo puedo saberlo | cómo sé eso | no sé qué es eso |
      no sé dónde verlo | ni la menor idea | sepa | yo qué sé`,
    'done-already': `
      ya lo hice | ya hice eso | eso ya lo hice | ya lo he hecho | lo he hecho ya | ya lo probé | ya probé eso | eso ya lo probé | ya lo intenté |
      ya intenté eso | ya lo he intentado | ya lo he probado | ya he probado eso | ya está hecho | lo hice ayer | lo hice antes | ya probé todo |
      ya lo revisé | ya lo comprobé | ya reinicié | ya lo reinicié | ya actualicé | lo probé varias veces | varias veces ya | ya lo hice dos veces |
      eso ya está hecho | hecho ya | lo intenté ya | ya hice todo eso`,
    'not-yet': `
      todavía no | aún no | espera | un momento | un segundo | un minuto | momento | estoy en eso | en eso estoy | lo estoy haciendo |
      lo estoy probando | estoy probando | voy a probar | voy a intentarlo | lo voy a intentar | lo intentaré | lo probaré | déjame ver |
      déjame probar | déjame intentarlo | ahora lo hago | ahora lo pruebo | luego | más tarde | después lo hago | mañana | esta noche |
      sigue en ello | sigue cargando | sigue corriendo | está cargando | está en proceso | en proceso | todavía está en marcha | casi |
      aún no termina | todavía no termina | no lo he probado | no lo he intentado | no lo he hecho todavía`,
    same: `
      lo mismo | igual | sigue igual | sigue lo mismo | lo mismo otra vez | otra vez lo mismo | el mismo error | mismo error | sigue el error |
      el mismo mensaje | mismo problema | el mismo problema | sigue sin funcionar | sigue sin ir | sigue fallando | sigue sin hacerlo |
      todavía no funciona | aún no funciona | sigue saliendo | sigue apareciendo | nada cambió | no cambió nada | no ha cambiado nada | sin cambios |
      todo igual | está igual | exactamente igual | igual que antes | como antes | sale lo mismo | me sale lo mismo | pasa lo mismo |
      volvió a pasar | volvió a salir | otra vez | de nuevo | sigue lleno | sigue ahí | sigue atascado`,
    partly: `
      más o menos | a medias | en parte | un poco | un poco mejor | algo mejor | mejor | algo | casi todo | la mitad | solo la mitad |
      sí y no | no del todo | no completamente | no todo | no todos | no todas | solo algunos | solo algunas | algunas sí algunas no |
      a veces | a ratos | por un rato | funcionó un rato | avanzó un poco | parcialmente`,
  },
  openings: {
    yes: 'sí | claro',
    no: 'no',
    same: 'sigue | todavía sigue | sigo',
    partly: 'sí y no | sí pero no | sí pero solo',
    'not-yet': 'todavía no | aún no | no todavía no',
    unsure: 'no sé | no lo sé | ni idea | no estoy seguro | no estoy segura | no tengo idea',
    'done-already': 'ya lo hice | ya lo probé | ya lo intenté | ya hice | ya probé | ya intenté | sí ya | eso ya',
  },
  plainYes:
    'sí claro por supuesto vale ok okay de acuerdo bueno exacto correcto así es eso desde luego seguro adelante hazlo hágalo entiendo entendido lo he está por favor gracias y ahora',
  fillers:
    'pues bueno eh este ay uy jaja jajaja jeje gracias por favor porfa porfis plis señor señora amigo amiga hombre mira oye hola la verdad entonces y pero es que ahora luego creo perdon lamentablemente sinceramente otra tambien muy muchas buenas buenos',
  acknowledging: 'vale ok okey dale entendido bueno entiendo perfecto bien',
  commands: {
    human: `
      puede llamarme alguien | me puede llamar alguien | me pueden llamar | puedo llamar a alguien | llámenme | un número para llamar | teléfono de soporte |
      persona real | una persona de verdad | un humano de verdad | ser humano | hablar con una persona | hablar con un humano | hablar con alguien |
      hablar con un agente | hablar con un asesor | hablar con soporte | hablar con un operador | hablar con un técnico | hablar con atención |
      quiero una persona | quiero un humano | quiero un agente | necesito una persona | necesito un agente | páseme con | pásame con |
      comuníqueme con | comunícame con | ponme con | póngame con | con una persona por favor | atención al cliente | servicio al cliente |
      que me llame alguien | número de atención | hablar con su jefe | =humano | =persona | =agente | =asesor | =operador | =una persona |
      =un humano | =un agente | =un asesor | =soporte`,
    help: `
      =ayuda | =ayúdame | =ayuda por favor | =necesito ayuda | =ayudame por favor | cómo funciona este chat | cómo funciona esto |
      qué puedes hacer | para qué sirves | =opciones | =menú | =comandos | en qué me puedes ayudar`,
    'start-over': `
      empezar de nuevo | empezar de cero | empecemos de nuevo | empecemos de cero | volver a empezar | comenzar de nuevo | desde el principio |
      =reiniciar conversación | =reiniciar el chat | =borrar todo y empezar | otro problema distinto`,
    back: `
      =atrás | =volver | =vuelve | =volver atrás | =regresar | =anterior | =paso anterior | volver a la pregunta anterior | me equivoqué de botón |
      me equivoqué de respuesta | contesté mal | respondí mal | quiero cambiar mi respuesta | =deshacer`,
    skip: `
      =saltar | =omitir | =siguiente | =pasar | =salta | =omite | saltar esta pregunta | omitir esta pregunta | saltar este paso | omitir este paso |
      =pasa a la siguiente | siguiente pregunta | no quiero contestar | prefiero no decir | no quiero hacer eso | otra solución | =otra cosa |
      prueba otra cosa | dame otra opción`,
    how: `
      cómo lo hago | cómo hago eso | cómo se hace | cómo lo compruebo | cómo compruebo eso | cómo lo veo | cómo puedo ver eso | dónde lo veo |
      dónde veo eso | dónde está eso | dónde encuentro eso | cómo lo reviso | cómo se revisa | cómo lo sé | explícame cómo | muéstrame cómo |
      qué quieres decir | qué significa eso | qué es eso | no entiendo | no lo entiendo | no sé cómo | no sé dónde | =cómo | =dónde | =cómo? | =y cómo`,
    why: `
      por qué preguntas | por qué lo preguntas | por qué me preguntas | para qué quieres saber | para qué lo necesitas | qué importa eso |
      qué tiene que ver | por qué debería | para qué sirve eso | =por qué | =para qué | =y por qué | =por qué?`,
    'not-there': `
      no lo encuentro | no la encuentro | no encuentro eso | no encuentro esa opción | no encuentro el menú | no me sale esa opción |
      no me sale eso | no me sale el botón | no me aparece | no aparece esa opción | no aparece en mi teléfono | no tengo esa opción |
      no tengo ese menú | no tengo ese botón | no veo esa opción | no veo ese menú | no veo ese botón | no veo eso | no está esa opción |
      no existe esa opción | no hay esa opción | no hay ningún botón | en el mío no está | en el mío es diferente | mi menú es diferente`,
    'is-safe': `
      no quiero perder | no quisiera perder | miedo de perder | miedo a perder | sin perder | voy a perder algo | pierdo algo | perderé algo |
      es seguro | es peligroso | es arriesgado | hay riesgo | hay algún riesgo | tiene riesgo | puede pasar algo | se puede romper |
      puedo romper algo | puede empeorar | se puede perder algo | se pierde algo con eso | lo puedo empeorar`,
    diagnosis: `
      cuál es el problema | qué problema tiene | qué le pasa a mi | qué le pasa al | cuál es la causa | a qué se debe | por qué pasa esto |
      por qué pasa eso | por qué sucede | por qué ocurre | por qué me pasa | qué puede ser | qué podría ser | está roto | está dañado |
      es el hardware | es de hardware | es problema del cable | es culpa mía | hice algo mal`,
    cost: `
      cuánto cuesta esto | cuánto cuesta | cuánto vale esto | qué precio tiene | es gratis | esto es gratis | tengo que pagar | hay que pagar |
      me van a cobrar | me vais a cobrar | cobran por esto | =precio | =cuánto es`,
    privacy: `
      quién lee esto | quién puede leer esto | quién ve esto | alguien lee esto | se guarda esto | se guarda este chat | guardan mis datos |
      guardáis mis datos | guardas mis datos | se graba esto | esto es confidencial | es confidencial | es privado este chat | esto es anónimo |
      qué hacen con mis datos | qué pasa con mis datos aquí | dónde se guardan mis datos | política de privacidad | =privacidad`,
    who: `
      eres un bot | eres un robot | eres una máquina | eres humano | eres una persona | eres real | eres una ia | eres chatgpt | eres un programa |
      hablo con un robot | estoy hablando con un robot | estoy hablando con una máquina | esto es un bot | cómo te llamas | quién eres |
      qué eres | quién te hizo | para quién trabajas | trabajas para | es usted un robot | es usted una persona`,
    'hands-off': `
      hazlo tú | hágalo usted | hazlo por mí | puedes hacerlo tú | lo puedes hacer tú | puedes hacerlo por mí | conéctate a mi | conectarte a mi |
      acceder a mi teléfono | entrar en mi teléfono | entrar en mi cuenta | acceso remoto | control remoto | teamviewer | compartir pantalla |
      compartir mi pantalla | ver mi pantalla | mirar mi cuenta`,
    overwhelmed: `
      demasiado complicado | muy complicado | demasiado difícil | muy difícil para mí | demasiado técnico | no entiendo nada | no sé de tecnología |
      no se me da bien la tecnología | no se me da bien esto | soy mayor para esto | =estoy perdido | =estoy perdida | me supera | =me rindo | no puedo sola |
      no puedo solo | yo sola no puedo | yo solo no puedo | demasiados pasos`,
    repeat: `
      qué tenía que hacer | qué dijiste antes | qué me dijiste | qué has dicho | qué preguntaste | cuál era tu pregunta | puedes repetir | puede repetir | repite por favor | repítelo | repite la pregunta | repite los pasos | cuál era la pregunta | qué dijiste |
      cuáles eran los pasos | otra vez los pasos | =repite | =otra vez por favor | =perdón qué | =y ahora qué | =qué hago ahora | =cómo dices`,
    greeting: `
      =hola | =holaa | =buenas | =buenos días | =buenas tardes | =buenas noches | =hola buenas | =hola buenas tardes | =hola buenos días |
      =hola buenas noches | =hola qué tal | =qué tal | =saludos | =hola cómo estás | =hay alguien | =hey | =hola a todos`,
    thanks: `
      muchas gracias | mil gracias | gracias por tu ayuda | gracias por todo | te lo agradezco | muy amable | me salvaste | eres lo máximo |
      eres genial | =gracias | =ok gracias | =vale gracias | =graciass`,
    goodbye: `
      =adiós | =chao | =chau | =hasta luego | =hasta pronto | =hasta mañana | =nos vemos | =bye | =me voy | =me tengo que ir | =eso es todo |
      =es todo | =nada más | =ya no necesito nada | =adiós gracias | =olvídalo | =déjalo | =da igual | =adiós hasta luego | =salir | =terminar`,
    'just-fix': `
      dime solo cómo arreglarlo | solo dime qué hacer | solo dime la solución | dame la solución | dame los pasos | deja de preguntar |
      deja de hacer preguntas | demasiadas preguntas | sin tantas preguntas | no más preguntas | basta de preguntas | ve al grano | =arréglalo |
      =solución | =la solución | dime la solución | =solo arréglalo`,
    solved: `
      problema resuelto | ya está resuelto | ya está solucionado | está solucionado | está arreglado | ya quedó arreglado | ya funciona |
      ahora sí funciona | ya me funciona | ya funcionó | por fin funciona | por fin funcionó | ya se arregló | ya se solucionó | eso lo solucionó |
      volvió todo | todo volvió | ya aparecieron | ya se hizo la copia | copia completada | =funciona | =funcionó | =resuelto | =solucionado |
      =arreglado | =ya quedó | =listo funciona | =conseguido`,
    'not-solved': `
      no funcionó | no funciona | no me funciona | no me funcionó | no ayudó | no sirvió | no me sirvió | sigue sin funcionar | todavía no funciona |
      aún no funciona | sigue fallando | no se arregló | no se solucionó | volvió el problema | volvió a fallar | volvió a pasar | nada funciona |
      nada sirve | nada de eso funcionó | ya probé todo | he probado todo | he probado de todo`,
    apology: '=perdón | =perdona | =disculpa | =disculpe | =lo siento | =mi error | =ups | =perdón por eso | perdón por las palabras',
    anger: `
      me estás escuchando | me escuchas | no me escuchas | no me ayudas | no ayudas | no me entiendes | ya te lo dije | ya lo dije | ya te dije |
      damos vueltas | cállate | eres tonto | eres estúpido |
      mierda | joder | esta chatarra | es una chatarra | este cacharro | esta basura | me vuelve loco | me vuelve loca | me está volviendo loco | me está volviendo loca | ya no puedo más | ya no aguanto | estoy desesperado | estoy desesperada | qué rabia | coño | carajo | hijo de puta | hijos de puta | puta madre | maldita sea | maldito teléfono | maldito móvil | qué asco |
      es una vergüenza | una vergüenza | es ridículo | inaceptable | no sirves para nada | no sirve para nada | eres un inútil | inútil | idiota |
      imbécil | estoy harto | estoy harta | ya estoy harto | me tiene harto | me tienen harto | estoy furioso | estoy furiosa | estoy muy enfadado |
      estoy muy enojado | estoy cabreado | pérdida de tiempo | perdiendo el tiempo | pésimo servicio | los voy a demandar | odio este |
      odio esta | bot estúpido | robot estúpido | porquería | esto es una estafa | no me lo puedo creer`,
    which: `
      qué teléfono dices | qué móvil dices | cuál de los dos | cuál de los teléfonos | en qué teléfono | en qué móvil | en cuál de los dos |
      el viejo o el nuevo | el nuevo o el viejo | =qué teléfono | =qué móvil | =en cuál`,
    grief: `
      falleció | ha fallecido | fallecido | fallecida | murió mi | mi madre murió | mi padre murió | mi mujer murió | mi marido murió | mi esposa murió |
      mi esposo murió | mi hijo murió | mi hija murió | se murió mi | que en paz descanse | difunto | difunta | su muerte | su fallecimiento |
      perdí a mi madre | perdí a mi padre | perdí a mi marido | perdí a mi mujer | perdí a mi hijo | perdí a mi hija | el funeral | el entierro`,
    'data-gone': `
      se perdieron mis datos | perdí todo para siempre | lo perdí todo | lo he perdido todo | he perdido todo | se borró todo para siempre |
      se han perdido para siempre | perdidas para siempre | están perdidas mis fotos | se perdieron mis fotos para siempre | voy a perder todo |
      voy a perder mis | perderé mis | perderé todo | se borrará todo | se borrarán mis | borrará mis | se van a borrar mis | voy a perder datos |
      todavía se pueden recuperar | aún se pueden recuperar | hay alguna esperanza | hay esperanza |
      perdí mis cosas | se perdió todo | está todo perdido | mis fotos están a salvo | mis datos están a salvo | están a salvo mis`,
    'is-normal': `
      es normal | esto es normal | es esto normal | es normal que tarde | debería tardar tanto | cuánto tarda | cuánto tiempo tarda | cuánto debe tardar |
      cuánto debería tardar | cuánto se supone que | cuánto falta | cuánto tiempo falta | cuántas horas tarda | siempre tarda tanto | tarda siempre tanto |
      está atascado o | cuánto va a tardar | cuánto más`,
    wait: `
      =espera | =un momento | =un segundo | =un minuto | =momento | =espera un momento | =dame un momento | =dame un minuto | =déjame ver |
      =déjame probar | =voy a probar | =voy a intentarlo | =ahora lo hago | =ahora pruebo | =lo intento | =lo pruebo | =ok lo intento |
      =vale lo intento | =ok voy a probar | =en eso estoy | =ya está en marcha | =ya está copiando | =ahora está copiando | =estoy en eso | =sigue en proceso`,
    continue: `
      =continuar | =continúa | =sigue | =sigamos | =seguimos | =adelante | =listo | =ya volví | =ya estoy aquí | =ya regresé | =prosigue |
      continuar donde lo dejamos | donde lo dejamos | donde nos quedamos | volvamos a mi problema | sigamos sin`,
    queue: `
      puesto en la cola | lugar en la cola | posición en la cola | sigo en la cola | cuánto tengo que esperar | cuánto hay que esperar |
      cuánto dura la espera | cuánta gente hay antes | cuándo viene alguien | cuándo me atienden | cuándo me responde alguien |
      cuándo contesta alguien | =cuándo`,
    withdraw: `
      ya no necesito una persona | no necesito una persona | ya no necesito a nadie | salir de la cola | sácame de la cola |
      cancela la solicitud | cancelar la solicitud | =cancelar | =cancela | =cancélalo`,
  },
  noCode: `
    ningún código | sin código | sin ningún código | no hay código | no hay ningún código | no sale código | no sale ningún código | no me sale código |
    no me sale ningún código | no muestra código | no muestra ningún código | no da código | no da ningún código | no aparece código |
    no aparece ningún código | no tiene código | sin número de error | ningún número de error | no sale ningún número | no hay mensaje de error |
    sin mensaje de error | ningún error | no veo ningún código`,
  places:
    'primero primera primer | segundo segunda | tercero tercera tercer | cuarto cuarta | quinto quinta | sexto sexta | séptimo séptima | octavo octava',
  negators: 'no nunca sin ni tampoco jamás ningún ninguna ninguno',
  transparent:
    'el la los las un una unos unas mi mis tu su este esta ese esa esto eso que de del me te se lo le es está están era son fue hay ha he muy tan tanto bien realmente ya ser estar tener tiene tengo por con en problema problemas',
  breakers: 'pero aunque porque sino mientras',
  supposers: 'si cuando podría debería quizás quizá hasta',
  askers: 'es está están son hay debo debería puedo puede tiene tengo será',
  coordinators: 'y o e u el la los las mi mis ambos ambas también son es están está ni todo',
  joiners: 'y e además también',
  additions: 'además | y mi | y mis | y también | otro problema | otra cosa | segundo problema | aparte de eso | encima',
  faults: 'problema problemas culpa culpable causa fallo falla',
  corrections:
    'quiero decir | quise decir | quería decir | perdón es | perdón tengo | me equivoqué | en realidad | mejor dicho | corrijo | corrección | no espera | no perdón | digo | ahora que lo veo',
  questions:
    'cómo qué cuál cuáles cuánto cuánta cuántos cuántas dónde cuándo quién puedo puede puedes podría podrías es está hay debo debería tengo se alguien necesito',
  defining:
    'qué es | que es | qué son | que son | qué significa | que significa | qué quiere decir | que quiere decir | qué es eso de | que es eso de | a qué te refieres con | a que te refieres con | qué se entiende por | no sé qué es | no se que es | no entiendo qué es | no entiendo que es | ni idea de qué es | explícame | explica | explícame qué es | cuál es el significado de | significado de | nunca oí hablar de | qué cosa es',
  articles: 'el la los las lo un una unos unas eso de del esa ese esta este exactamente',
  defined: 'es son significa quiere decir exactamente por favor porfa eso pues entonces aquí',
  pointing: 'qué es eso | que es eso | qué significa eso | que significa eso | qué es | qué quiere decir eso',
  noAnswers: false,
};
